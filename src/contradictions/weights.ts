/** Weights of the evidence, fitted to labelled pairs by test/bench/contradictions-fit.ts; do not edit by hand. */
export const weights: { bias: number; evidence: readonly number[]; rules: Readonly<Record<string, number>> } =
  {
    bias: -5.536,
    evidence: [
      1.864, // strength
      2.878, // sure where texts are not known to be close
      0.026, // official covered
      0.372, // community covered
      2.326, // official reached
      0.109, // shared
      -0.128, // less covered
      -3.157, // scope gap
      -3.051, // rival names
      -0.276, // rival qualifiers
      -0.738, // rival words
      -0.626, // foreign conditions
      0.309, // ignored conditions
      -0.538, // also
      0.231, // scope only official
      0.552, // scope only community
      1.683, // official subject
      1.166, // community subject
      0.616, // telling only official
      0.006, // telling only community
      -1.556, // loose negation
      -0.698, // number: reached
      -1.218, // number: community covered
      0.631, // number: strength
      -0.36, // polarity: official covered
      0.387, // polarity: community covered
      -0.804, // polarity: strength
    ],
    rules: {
      number: -0.636,
      limit: -0.515,
      version: 1.584,
      only: -0.407,
      quantifier: 3.225,
      price: 0.113,
      'setting value': -0.957,
      'menu path': 1.137,
      order: 0.726,
      deprecated: 0.455,
      reversibility: 2.264,
      requirement: 0.845,
      'exclusive value': -1.213,
      swap: 0.633,
      entity: 0.189,
      negation: -0.348,
    },
  }
