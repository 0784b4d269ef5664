import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** IPv4 networks that are not the public internet: own, private, shared, link-local, test, multicast, reserved. */
const INNER_4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]
/** Within the public IPv6 network 2000::/3: documentation, and two that carry an IPv4 address inside. */
const INNER_6: [string, number][] = [
  ['2001:db8::', 32],
  ['2001::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const inner = new BlockList()
for (const [network, bits] of INNER_4) inner.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of INNER_6) inner.addSubnet(network, bits, 'ipv6')
const outer = new BlockList()
outer.addSubnet('2000::', 3, 'ipv6')

/** Whether an address lies inside some network rather than on the public internet; what is no address does too. */
export function isInnerAddress(address: string): boolean {
  if (isIPv4(address)) return inner.check(address, 'ipv4')
  if (!isIPv6(address)) return true
  return !outer.check(address, 'ipv6') || inner.check(address, 'ipv6')
}
