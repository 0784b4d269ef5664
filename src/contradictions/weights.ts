/** Weights of the evidence, fitted to labelled pairs by test/bench/contradictions-fit.ts; do not edit by hand. */
export const weights: { bias: number; evidence: readonly number[]; rules: Readonly<Record<string, number>> } =
  {
    bias: -4.953,
    evidence: [
      2.091, // strength
      3.091, // sure where texts are not known to be close
      0.079, // official covered
      0.396, // community covered
      2.63, // official reached
      0.079, // shared
      0.165, // less covered
      -3.152, // scope gap
      -2.56, // rival names
      -0.425, // rival qualifiers
      -0.883, // rival words
      -0.829, // foreign conditions
      0.077, // ignored conditions
      -0.798, // also
      0.572, // scope only official
      -0.077, // scope only community
      1.824, // official subject
      -0.054, // community subject
      0.719, // telling only official
      -0.109, // telling only community
      -1.776, // loose negation
      -0.956, // number: reached
      -0.799, // number: community covered
      0.502, // number: strength
      -0.238, // polarity: official covered
      -0.093, // polarity: community covered
      -0.841, // polarity: strength
    ],
    rules: {
      number: -0.678,
      limit: 0.032,
      version: 0.687,
      only: -0.48,
      quantifier: 4.065,
      price: -0.081,
      'setting value': -1.134,
      'menu path': 1.135,
      order: 0.593,
      deprecated: 0.222,
      reversibility: 1.87,
      requirement: -0.073,
      'exclusive value': -0.637,
      swap: 0.503,
      entity: 0.988,
      negation: -0.212,
    },
  }
