/** From this coverage on a thread counts as answered. */
export const COVERED = 0.55
/** Mean likeness from which two groups of questions are one cluster, when all are compared. */
export const SAME_QUESTION = 0.65
/** Likeness by words alone from which a single new question joins a cluster. */
export const JOINS = 0.5
