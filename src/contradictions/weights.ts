/** Weights of the evidence, fitted to labelled pairs by test/bench/contradictions-fit.ts; do not edit by hand. */
export const weights: { bias: number; evidence: readonly number[]; rules: Readonly<Record<string, number>> } =
  {
    bias: -5.773,
    evidence: [
      1.988, // strength
      3.121, // sure where texts are not known to be close
      -0.042, // official covered
      0.517, // community covered
      2.527, // official reached
      0.001, // shared
      0.015, // less covered
      -3.204, // scope gap
      -2.963, // rival names
      -0.253, // rival qualifiers
      -0.727, // rival words
      -0.586, // foreign conditions
      0.333, // ignored conditions
      -0.693, // also
      0.475, // scope only official
      0.498, // scope only community
      1.585, // official subject
      1.103, // community subject
      0.656, // telling only official
      0.025, // telling only community
      -1.569, // loose negation
      -0.454, // number: reached
      -1.072, // number: community covered
      0.635, // number: strength
      -0.331, // polarity: official covered
      0.353, // polarity: community covered
      -0.803, // polarity: strength
    ],
    rules: {
      number: -0.698,
      limit: -0.736,
      version: 1.329,
      only: -0.453,
      quantifier: 3.273,
      price: -0.157,
      'setting value': -0.917,
      'menu path': 1.136,
      order: 0.683,
      deprecated: 0.501,
      reversibility: 2.264,
      requirement: 0.935,
      'exclusive value': -1.19,
      swap: 0.673,
      entity: 0.212,
      negation: -0.273,
    },
  }
