/** Weights of the evidence, fitted to labelled pairs by test/bench/contradictions-fit.ts; do not edit by hand. */
export const weights: { bias: number; evidence: readonly number[]; rules: Readonly<Record<string, number>> } =
  {
    bias: -5.83,
    evidence: [
      2.011, // strength
      3.114, // sure where texts are not known to be close
      -0.122, // official covered
      0.53, // community covered
      2.529, // official reached
      0.005, // shared
      0.038, // less covered
      -3.2, // scope gap
      -2.961, // rival names
      -0.243, // rival qualifiers
      -0.715, // rival words
      -0.58, // foreign conditions
      0.33, // ignored conditions
      -0.689, // also
      0.45, // scope only official
      0.463, // scope only community
      1.605, // official subject
      1.115, // community subject
      0.655, // telling only official
      0.018, // telling only community
      -1.594, // loose negation
      -0.419, // number: reached
      -1.048, // number: community covered
      0.641, // number: strength
      -0.297, // polarity: official covered
      0.347, // polarity: community covered
      -0.804, // polarity: strength
    ],
    rules: {
      number: -0.717,
      limit: -0.74,
      version: 1.322,
      only: -0.429,
      quantifier: 3.289,
      price: -0.152,
      'setting value': -0.892,
      'menu path': 1.079,
      order: 0.696,
      deprecated: 0.412,
      reversibility: 2.308,
      requirement: 0.949,
      'exclusive value': -1.154,
      swap: 0.69,
      entity: 0.241,
      negation: -0.25,
    },
  }
