import { z } from 'zod'
import { redirect } from '../answers.ts'
import { optionalWords, readForm } from '../forms.ts'
import type { Routes } from '../routes.ts'
import { ownPath } from './login.ts'

const ProductFilter = z.object({
  product: z
    .string()
    .regex(/^\d{0,15}$/)
    .default(''),
  next: optionalWords('the address', 2000),
})

/** What the frame itself needs: the product filter that sticks. */
export function frameRoutes(routes: Routes): void {
  routes.post('/staff/product-filter', 'see.staff', (ask) => {
    const { product, next } = readForm(ProductFilter, ask.body)
    const productId = product === '' ? null : Number(product)
    ask.must('see.staff')
    ask.request.session.productId = productId
    return redirect(ownPath(next))
  })
}
