/** Weights of the evidence, fitted to labelled pairs by test/bench/contradictions-fit.ts; do not edit by hand. */
export const weights: { bias: number; evidence: readonly number[]; rules: Readonly<Record<string, number>> } =
  {
    bias: -5.996,
    evidence: [
      2.099, // strength
      3.168, // sure where texts are not known to be close
      -0.105, // official covered
      0.585, // community covered
      2.515, // official reached
      0.01, // shared
      -0.004, // less covered
      -3.165, // scope gap
      -3.005, // rival names
      -0.25, // rival qualifiers
      -0.736, // rival words
      -0.59, // foreign conditions
      0.343, // ignored conditions
      -0.721, // also
      0.411, // scope only official
      0.587, // scope only community
      1.638, // official subject
      1.19, // community subject
      0.665, // telling only official
      0.032, // telling only community
      -1.559, // loose negation
      -0.474, // number: reached
      -1.07, // number: community covered
      0.638, // number: strength
      -0.309, // polarity: official covered
      0.334, // polarity: community covered
      -0.856, // polarity: strength
    ],
    rules: {
      number: -0.727,
      limit: -0.746,
      version: 0.743,
      only: -0.398,
      quantifier: 3.873,
      price: -0.152,
      'setting value': -0.93,
      'menu path': 1.059,
      order: 0.657,
      deprecated: 0.349,
      reversibility: 2.253,
      requirement: 0.956,
      'exclusive value': -1.209,
      swap: 0.649,
      entity: 0.305,
      negation: -0.246,
    },
  }
