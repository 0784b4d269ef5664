/** Weights of the evidence, fitted to labelled pairs by test/bench/contradictions-fit.ts; do not edit by hand. */
export const weights: { bias: number; evidence: readonly number[]; rules: Readonly<Record<string, number>> } =
  {
    bias: -5.578,
    evidence: [
      1.961, // strength
      3.577, // sure where texts are not known to be close
      0.075, // official covered
      0.405, // community covered
      2.545, // official reached
      0.117, // shared
      0.128, // less covered
      -3.535, // scope gap
      -2.424, // rival names
      -0.449, // rival qualifiers
      -0.692, // rival words
      -0.491, // foreign conditions
      0.206, // ignored conditions
      -0.418, // also
      0.434, // scope only official
      -0.831, // scope only community
      2.118, // official subject
      0.639, // community subject
      0.604, // telling only official
      -0.105, // telling only community
      -1.661, // loose negation
      -1.309, // number: reached
      -0.776, // number: community covered
      0.954, // number: strength
      -0.001, // polarity: official covered
      -0.081, // polarity: community covered
      -1.486, // polarity: strength
      -0.615, // polarity: foreign conditions
    ],
    rules: {
      number: -0.881,
      limit: -0.92,
      version: 0.889,
      only: -0.611,
      quantifier: 4.069,
      price: -0.114,
      'setting value': -0.949,
      'menu path': 1.133,
      order: 0.781,
      deprecated: 0.454,
      reversibility: 1.876,
      requirement: 0.226,
      'exclusive value': -0.615,
      swap: 1.056,
      entity: 0.523,
      negation: -0.242,
    },
  }
