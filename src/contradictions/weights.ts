/** Weights of the evidence, fitted to labelled pairs by test/bench/contradictions-fit.ts; do not edit by hand. */
export const weights: { bias: number; evidence: readonly number[]; rules: Readonly<Record<string, number>> } =
  {
    bias: -6,
    evidence: [
      2.099, // strength
      3.171, // sure where texts are not known to be close
      -0.111, // official covered
      0.585, // community covered
      2.51, // official reached
      0.009, // shared
      0.003, // less covered
      -3.164, // scope gap
      -3.006, // rival names
      -0.252, // rival qualifiers
      -0.738, // rival words
      -0.59, // foreign conditions
      0.343, // ignored conditions
      -0.722, // also
      0.409, // scope only official
      0.587, // scope only community
      1.644, // official subject
      1.194, // community subject
      0.664, // telling only official
      0.033, // telling only community
      -1.559, // loose negation
      -0.479, // number: reached
      -1.072, // number: community covered
      0.641, // number: strength
      -0.309, // polarity: official covered
      0.334, // polarity: community covered
      -0.857, // polarity: strength
    ],
    rules: {
      number: -0.725,
      limit: -0.746,
      version: 0.744,
      only: -0.4,
      quantifier: 3.874,
      price: -0.151,
      'setting value': -0.931,
      'menu path': 1.058,
      order: 0.655,
      deprecated: 0.346,
      reversibility: 2.252,
      requirement: 0.957,
      'exclusive value': -1.21,
      swap: 0.649,
      entity: 0.305,
      negation: -0.247,
    },
  }
