/** Weights of the evidence, fitted to labelled pairs by test/bench/contradictions-fit.ts; do not edit by hand. */
export const weights: { bias: number; evidence: readonly number[]; rules: Readonly<Record<string, number>> } =
  {
    bias: -5.109,
    evidence: [
      2.162, // strength
      3.285, // sure where texts are not known to be close
      0.18, // official covered
      0.312, // community covered
      2.639, // official reached
      0.172, // shared
      0.258, // less covered
      -3.376, // scope gap
      -2.714, // rival names
      -0.614, // rival qualifiers
      -1.017, // rival words
      -0.424, // foreign conditions
      -0.116, // ignored conditions
      -0.451, // also
      0.633, // scope only official
      0.121, // scope only community
      2.078, // official subject
      0.086, // community subject
      0.736, // telling only official
      -0.146, // telling only community
      -2.126, // loose negation
      -1.359, // number: reached
      -0.691, // number: community covered
      0.833, // number: strength
      -0.143, // polarity: official covered
      -0.271, // polarity: community covered
      -1.118, // polarity: strength
      -1.137, // polarity: foreign conditions
      -0.631, // number: same deed
      -0.19, // same thing
    ],
    rules: {
      number: -0.684,
      limit: -0.006,
      version: 0.947,
      only: -0.525,
      quantifier: 3.837,
      price: 0.001,
      'setting value': -1.596,
      'menu path': 0.947,
      order: 0.463,
      deprecated: 0.123,
      reversibility: 1.675,
      requirement: -0.179,
      'exclusive value': -0.871,
      swap: 0.708,
      entity: 1.2,
      negation: -0.253,
    },
  }
