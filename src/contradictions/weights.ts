/** Weights of the evidence, fitted to labelled pairs by test/bench/contradictions-fit.ts; do not edit by hand. */
export const weights: { bias: number; evidence: readonly number[]; rules: Readonly<Record<string, number>> } =
  {
    bias: -5.192,
    evidence: [
      2.112, // strength
      3.13, // sure where texts are not known to be close
      0.095, // official covered
      0.332, // community covered
      2.672, // official reached
      0.147, // shared
      0.19, // less covered
      -3.263, // scope gap
      -2.608, // rival names
      -0.517, // rival qualifiers
      -0.921, // rival words
      -0.572, // foreign conditions
      0.08, // ignored conditions
      -0.795, // also
      0.628, // scope only official
      0.14, // scope only community
      1.892, // official subject
      -0.009, // community subject
      0.733, // telling only official
      -0.091, // telling only community
      -1.865, // loose negation
      -1.069, // number: reached
      -0.781, // number: community covered
      0.574, // number: strength
      -0.133, // polarity: official covered
      -0.13, // polarity: community covered
      -0.911, // polarity: strength
      -0.671, // polarity: foreign conditions
    ],
    rules: {
      number: -0.687,
      limit: 0.01,
      version: 0.528,
      only: -0.357,
      quantifier: 4.197,
      price: -0.063,
      'setting value': -1.21,
      'menu path': 1.144,
      order: 0.573,
      deprecated: 0.221,
      reversibility: 1.844,
      requirement: -0.012,
      'exclusive value': -0.696,
      swap: 0.892,
      entity: 1.08,
      negation: -0.214,
    },
  }
