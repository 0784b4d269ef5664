/** Weights of the evidence, fitted to labelled pairs by test/bench/contradictions-fit.ts; do not edit by hand. */
export const weights: { bias: number; evidence: readonly number[]; rules: Readonly<Record<string, number>> } =
  {
    bias: -5.219,
    evidence: [
      2.2, // strength
      3.427, // sure where texts are not known to be close
      0.156, // official covered
      0.349, // community covered
      2.485, // official reached
      0.128, // shared
      0.281, // less covered
      -3.394, // scope gap
      -2.771, // rival names
      -0.621, // rival qualifiers
      -1.058, // rival words
      -0.533, // foreign conditions
      -0.042, // ignored conditions
      -0.373, // also
      0.563, // scope only official
      0.139, // scope only community
      2.104, // official subject
      0.053, // community subject
      0.726, // telling only official
      -0.117, // telling only community
      -2.24, // loose negation
      -1.344, // number: reached
      -0.891, // number: community covered
      0.742, // number: strength
      -0.167, // polarity: official covered
      -0.135, // polarity: community covered
      -1.09, // polarity: strength
      -0.953, // polarity: foreign conditions
    ],
    rules: {
      number: -0.758,
      limit: 0.091,
      version: 0.859,
      only: -0.544,
      quantifier: 3.883,
      price: 0.329,
      'setting value': -1.538,
      'menu path': 1.055,
      order: 0.516,
      deprecated: 0.127,
      reversibility: 1.739,
      requirement: -0.057,
      'exclusive value': -0.82,
      swap: 0.771,
      entity: 1.257,
      negation: -0.281,
    },
  }
