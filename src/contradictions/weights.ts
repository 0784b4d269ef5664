/** Weights of the evidence, fitted to labelled pairs by test/bench/contradictions-fit.ts; do not edit by hand. */
export const weights: { bias: number; evidence: readonly number[]; rules: Readonly<Record<string, number>> } =
  {
    bias: -5.481,
    evidence: [
      2.03, // strength
      3.226, // sure where texts are not known to be close
      -0.082, // official covered
      0.647, // community covered
      2.706, // official reached
      -0.019, // shared
      0.038, // less covered
      -3.136, // scope gap
      -2.958, // rival names
      -0.028, // rival qualifiers
      -0.686, // rival words
      -0.547, // foreign conditions
      0.222, // ignored conditions
      -0.721, // also
      0.482, // scope only official
      0.542, // scope only community
      1.386, // official subject
      0.85, // community subject
      0.639, // telling only official
      0.062, // telling only community
      -1.631, // loose negation
      -0.542, // number: reached
      -1.062, // number: community covered
      0.608, // number: strength
      -0.353, // polarity: official covered
      0.277, // polarity: community covered
      -0.929, // polarity: strength
    ],
    rules: {
      number: -0.778,
      limit: -0.82,
      version: 0.625,
      only: -0.554,
      quantifier: 3.716,
      price: -0.297,
      'setting value': -1.035,
      'menu path': 1.041,
      order: 0.621,
      deprecated: 0.322,
      reversibility: 2.148,
      requirement: 0.98,
      'exclusive value': -1.022,
      swap: 0.608,
      entity: 0.832,
      negation: -0.198,
    },
  }
