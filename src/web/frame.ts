import type { Request, Response } from 'express'
import type { Db } from '../db/open.ts'
import { type About, may, type Person, type Verb, visibleProducts } from './actor.ts'
import type { Notice } from './answers.ts'
import type { Assets } from './assets.ts'
import { openCounts } from './counts.ts'
import type { Told } from './errors.ts'
import { newNonce, pagePolicy } from './headers.ts'
import { type ErrorPage, type PageName, pages } from './pages.ts'
import { findPerson } from './people.ts'
import { type Render, renderPage } from './render.ts'

type Product = { id: number; slug: string; name: string }
type Shown = { name: PageName; data: object; status: number }

/** What surrounds every page: who asks, the rail with its counts, the product filter, the notice of the last act. */
export type Frame = {
  asked: (request: Request) => { person: Person | null; product: Product | null; productIds: number[] | null }
  sendPage: (request: Request, response: Response, page: Shown) => void
  sendFragment: (request: Request, response: Response, page: Shown) => void
  sendError: (request: Request, response: Response, told: Told) => void
}

/** The places of the rail, in order; `count` names the number beside it. */
const RAIL = [
  { to: '/staff', label: 'Home', icon: 'house', count: 'mine' },
  { to: '/staff/queue', label: 'Queue', icon: 'inbox', count: 'queue' },
  { to: '/staff/contradictions', label: 'Contradictions', icon: 'scale', count: 'contradictions' },
  { to: '/staff/articles', label: 'Articles', icon: 'file-text' },
  { to: '/staff/sources', label: 'Sources', icon: 'database' },
  { to: '/staff/desk', label: 'Agents’ desk', icon: 'headset' },
  { to: '/staff/figures', label: 'Figures', icon: 'chart-column' },
  { to: '/staff/settings', label: 'Settings', icon: 'settings' },
] as const

/** Places that belong to another though their address does not say so. */
const PARTS: Record<string, readonly string[]> = {
  '/staff/settings': ['/staff/account', '/staff/users', '/staff/styleguide'],
  '/staff/sources': ['/staff/imports', '/staff/uploads', '/staff/connections'],
}

export function createFrame(db: Db, render: Render, assets: Assets): Frame {
  const known = new WeakMap<Request, ReturnType<Frame['asked']>>()
  const allProducts = db.$client.prepare('SELECT id, slug, name FROM products ORDER BY name')
  const counts = openCounts(db)

  const asked: Frame['asked'] = (request) => {
    const memo = known.get(request)
    if (memo !== undefined) return memo
    const userId = request.session?.userId
    const person = (userId === undefined ? undefined : findPerson(db, userId)) ?? null
    const visible = person === null ? [] : visibleProducts(person)
    const chosenId = request.session?.productId ?? null
    const product =
      chosenId === null || (visible !== null && !visible.includes(chosenId))
        ? null
        : ((allProducts.all() as Product[]).find((one) => one.id === chosenId) ?? null)
    const answer = { person, product, productIds: product === null ? visible : [product.id] }
    known.set(request, answer)
    return answer
  }

  const globals = (request: Request, response: Response) => {
    const nonce = newNonce()
    response.set('Content-Security-Policy', pagePolicy(nonce))
    const { person, product, productIds } = asked(request)
    const visible = person === null ? [] : visibleProducts(person)
    const numbers = person === null ? undefined : counts(person.id, productIds)
    return {
      nonce,
      asset: assets.url,
      icons: assets.url('icons.svg'),
      person,
      may: (verb: Verb, about?: About) => may(person, verb, about),
      here: request.originalUrl,
      searched:
        request.path === '/staff/search' && typeof request.query.q === 'string' ? request.query.q : '',
      rail: RAIL.map((place) => ({
        ...place,
        isHere: isHere(request.path, place.to),
        number: 'count' in place ? numbers?.[place.count] : undefined,
      })),
      product,
      products:
        person === null
          ? []
          : (allProducts.all() as Product[]).filter((one) => visible === null || visible.includes(one.id)),
      notice: takeNotice(request),
    }
  }

  const sendPage: Frame['sendPage'] = (request, response, page) => {
    const { layout } = pages[page.name]
    const html = renderPage(render, { name: page.name, layout, data: page.data }, globals(request, response))
    response.status(page.status).type('html').send(html)
  }

  return {
    asked,
    sendPage,
    sendFragment: (request, response, page) => {
      const html = render(page.name, page.data, globals(request, response))
      response.status(page.status).type('html').send(html)
    },
    sendError: (request, response, told) => {
      const isStaff = request.path.startsWith('/staff') && asked(request).person !== null
      const way = isStaff
        ? { to: '/staff', label: 'Go to your home page' }
        : { to: '/', label: 'Go to the first page' }
      const data: ErrorPage = { ...told, way }
      sendPage(request, response, {
        name: isStaff ? 'error/staff' : 'error/plain',
        data,
        status: told.status,
      })
    },
  }
}

function isHere(path: string, place: string): boolean {
  if (place === '/staff') return path === '/staff' || path === '/staff/'
  const addresses = [place, ...(PARTS[place] ?? [])]
  return addresses.some((one) => path === one || path.startsWith(`${one}/`))
}

/** The notice is shown once. */
function takeNotice(request: Request): Notice | undefined {
  const notice = request.session?.notice
  if (notice !== undefined) delete request.session.notice
  return notice
}
