import { deprecated } from './deprecated.ts'
import { entity } from './entity.ts'
import { exclusive } from './exclusive.ts'
import { limit } from './limit.ts'
import { negation } from './negation.ts'
import { number } from './number.ts'
import { only } from './only.ts'
import { order } from './order.ts'
import { path } from './path.ts'
import { price } from './price.ts'
import { quantifier } from './quantifier.ts'
import { requirement } from './requirement.ts'
import { reversibility } from './reversibility.ts'
import type { Rule } from './rule.ts'
import { setting } from './setting.ts'
import { swap } from './swap.ts'
import { version } from './version.ts'

/** Every detector, in the order in which ties are decided. */
export const rules: readonly Rule[] = [
  number,
  limit,
  version,
  only,
  quantifier,
  price,
  setting,
  path,
  order,
  deprecated,
  reversibility,
  requirement,
  exclusive,
  swap,
  entity,
  negation,
]
