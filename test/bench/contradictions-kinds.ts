import type { Kind } from '../../src/contradictions/rules/rule.ts'

/** The kind names of the evaluation sets and the detector's kinds that answer them. */
export const evaluationKinds: Record<string, readonly Kind[]> = {
  numeric_limit: ['limit', 'number'],
  numeric_default: ['default', 'number', 'setting value', 'duration', 'limit'],
  duration: ['duration', 'limit', 'number'],
  duration_frequency: ['duration'],
  date: ['date'],
  version: ['version', 'availability', 'negation', 'deprecated'],
  negation: ['negation', 'capability', 'availability', 'requirement', 'default', 'antonym'],
  antonym: ['antonym', 'exclusive value', 'order', 'negation', 'default'],
  boolean_onoff: ['default', 'antonym', 'setting value', 'negation'],
  setting_value: ['setting value', 'exclusive value', 'number'],
  modal: ['requirement', 'capability', 'negation'],
  availability: ['availability', 'capability', 'negation', 'quantifier'],
  deprecated: ['deprecated'],
  ui_path: ['menu path'],
  quantifier: ['quantifier', 'availability', 'negation', 'limit', 'number', 'capability'],
  order: ['order', 'antonym'],
  reversibility: ['reversibility', 'capability', 'antonym', 'negation'],
  price: ['price', 'duration', 'number'],
  structure: ['entity'],
  lexical: ['entity', 'exclusive value', 'antonym', 'negation'],
  world_knowledge: ['availability', 'negation', 'antonym', 'quantifier', 'requirement'],
  platform: ['availability', 'quantifier'],
  causal: ['negation', 'antonym'],
}
