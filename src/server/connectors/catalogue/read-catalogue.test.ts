import { describe, expect, test } from 'vitest'
import { readCatalogue } from './read-catalogue.ts'

const refusal = (text: string): string => {
  try {
    readCatalogue(text)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('a catalogue of services', () => {
  test('is a list in YAML', () => {
    expect(readCatalogue('- id: cart\n  tier: 1\n  team: storefront\n  depends: [db]\n- id: db\n')).toEqual([
      { id: 'cart', tier: 1, team: 'storefront', depends: ['db'] },
      { id: 'db' },
    ])
  })

  test('or the same in JSON, under a heading', () => {
    expect(readCatalogue(JSON.stringify({ services: [{ id: 'cart', links: [{ title: 'Runbook', url: 'https://wiki.example/cart' }] }] }))).toEqual([
      { id: 'cart', links: [{ title: 'Runbook', url: 'https://wiki.example/cart' }] },
    ])
  })

  test('or components as Backstage describes them, one document each', () => {
    const text = `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  title: Cart
  labels: { tier: '1', site: fra }
  links: [{ url: 'https://wiki.example/cart', title: Runbook }, { url: 'javascript:alert(1)' }]
spec:
  owner: group:default/storefront
  system: checkout
  dependsOn: ['resource:default/cart-db', 'component:pricing']
---
kind: Resource
metadata: { name: cart-db }
---
`
    expect(readCatalogue(text)).toEqual([
      {
        id: 'cart',
        name: 'Cart',
        tier: 1,
        owner: 'storefront',
        team: 'storefront',
        site: 'fra',
        capability: 'checkout',
        depends: ['cart-db', 'pricing'],
        links: [{ title: 'Runbook', url: 'https://wiki.example/cart' }],
      },
      { id: 'cart-db' },
    ])
  })

  test.each([
    ['a slip of the pen, with its line', '- id: cart\n  tier: [1\n', /line \d/],
    ['a service without an id, with its place', '- name: cart\n', /^invalid: 0\.id/],
    ['a tier that is no number', 'services:\n  - id: cart\n    tier: gold\n', /^invalid: services\.0\.tier/],
    ['a link that is no address', '- id: cart\n  links: [{ title: x, url: "javascript:alert(1)" }]\n', /0\.links\.0\.url/],
    ['the same service twice', '- id: cart\n- id: cart\n', /cart is listed twice/],
    ['something else altogether', 'just words', /./],
  ])('refuses %s', (_, text, words) => {
    expect(refusal(text)).toMatch(words)
  })

  test('an alias bomb is refused, not unfolded', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`),
    ].join('\n')
    expect(refusal(bomb)).not.toBe('')
  })

  test('nothing written is no service', () => {
    expect(readCatalogue('# nothing yet\n')).toEqual([])
  })
})
