/** Weights of the evidence, fitted to labelled pairs by test/bench/contradictions-fit.ts; do not edit by hand. */
export const weights: { bias: number; evidence: readonly number[]; rules: Readonly<Record<string, number>> } =
  {
    bias: -5.12,
    evidence: [
      2.233, // strength
      3.074, // sure where texts are not known to be close
      0.026, // official covered
      0.405, // community covered
      2.607, // official reached
      0.199, // shared
      0.208, // less covered
      -3.302, // scope gap
      -2.663, // rival names
      -0.438, // rival qualifiers
      -0.902, // rival words
      -0.401, // foreign conditions
      -0.008, // ignored conditions
      -0.534, // also
      0.609, // scope only official
      0.275, // scope only community
      2.021, // official subject
      0.082, // community subject
      0.704, // telling only official
      -0.107, // telling only community
      -1.879, // loose negation
      -1.192, // number: reached
      -0.571, // number: community covered
      0.731, // number: strength
      -0.171, // polarity: official covered
      -0.206, // polarity: community covered
      -0.966, // polarity: strength
      -0.872, // polarity: foreign conditions
      -0.636, // number: same deed
      -0.326, // same thing
    ],
    rules: {
      number: -0.64,
      limit: -0.253,
      version: 0.901,
      only: -0.467,
      quantifier: 4.116,
      price: -0.131,
      'setting value': -1.342,
      'menu path': 1.006,
      order: 0.513,
      deprecated: 0.179,
      reversibility: 1.732,
      requirement: -0.061,
      'exclusive value': -0.816,
      swap: 0.77,
      entity: 1.035,
      negation: -0.219,
    },
  }
