/** Pairs that cannot both hold of the same thing at the same time; names are concepts of the synonym list or words. */
export const oppositeLines = `
enable | disable
automatic | manual
undo | permanent
permanent | temporary
delete | keep
increase | decrease
improve | degrade
fast | slow
small | large
small | big
increase | smaller
increase | shorter
decrease | bigger
decrease | larger
decrease | longer
increase | less
increase | fewer
decrease | more
connect | disconnect
isolated | connect
in person | remote
in person | online
start | stop
lock | unlock
show | hide
public | private
encrypted | unencrypted
encrypted | plaintext
sign in | sign out
include | exclude
offline | online
free | paid
free | cost
open | close
open | closed
add | delete
allow | forbid
accept | reject
accept | decline
subscribe | unsubscribe
install | delete
mute | unmute
block | unblock
freeze | unfreeze
follow | unfollow
archive | unarchive
hire | fire
upgrade | downgrade
upload | download
import | export
always | never
early | late
inbound | outbound
incoming | outgoing
internal | external
inside | outside
upstream | downstream
horizontal | vertical
left side | right side
upward | downward
upper side | lower side
top | bottom
above | below
ascending | descending
newest | oldest
newer | older
newest | older
oldest | newer
latest | oldest
first | last
more | less
more | fewer
new | old
concave | convex
succeed | fail
live | test
rise | drop
fixed | variable
before | afterwards
indoor | outdoor
indoors | outdoors
required | forbidden
front | back
front | rear
even | odd
odd | even
ripe | unripe
live | recorded
opaque | transparent
heat | cool
loud | quiet
light | dark
thick | thin
wide | narrow
heavy | lightweight
tighten | loosen
clean | dirty
soft | hard
smooth | rough
bright | dim
brighten | dim
short | long
deep | shallow
cheap | expensive
manual | electronic
owner | tenant
landlord | tenant
buyer | vendor
deductible | nondeductible
stack | exclusive
largest | smallest
higher | lower
longest | shortest
together | separately
case sensitive | case insensitive
same | different
synchronous | asynchronous
static | dynamic
wired | wifi
charge | discharge
empty | full
empty | fill
success | fail
succeed | fail
pass | fail
safe | unsafe
safe | dangerous
safe | risky
secure | insecure
read only | writable
shared | private
shared | separate
visible | hidden
major | minor
upper | lower
uppercase | lowercase
upper case | lower case
anonymous | identified
sender | recipient
buyer | seller
deprecated | recommended
sync | unsync
zip | unzip
mount | unmount
compress | decompress
encrypt | decrypt
strong | weak
warm | cold
hot | cold
cold | hot
wet | dry
clockwise | counterclockwise
portrait | landscape
draft | published
read | unread
paused | running
pause | resume
inherit | override
overwrite | keep
overwrite | append
merge | split
enter | exit
lossy | lossless
required | optional
prorated | full price
taxable | tax free
inclusive | exclusive
upfront | arrears
in advance | in arrears
unlimited | limited
shareable | unshareable
blocking | nonblocking
stateless | stateful
active | inactive
strongest | weakest
stronger | weaker
faster | slower
fastest | slowest
larger | smaller
bigger | smaller
longer | shorter
cheaper | dearer
incremental | full
partial | full
partial | complete
half | whole
compulsory | voluntary
voluntary | required
painful | painless
open source | closed source
refundable | nonrefundable
reversible | irreversible
legal | illegal
valid | invalid
available | unavailable
supported | unsupported
compatible | incompatible
toxic | nontoxic
reusable | disposable
rechargeable | disposable
removable | built in
sequential | parallel
serial | parallel
relative | absolute
gross | net
sunrise | sunset
morning | evening
day | night
weekday | weekend
summer | winter
raise | lower
lift | lower
speed up | slow down
accelerate | decelerate
gain | lose
win | lose
arrive | depart
depart | keep
pull | keep
arrival | departure
attach | detach
insert | delete
plug | unplug
plug in | unplug
load | unload
pack | unpack
fold | unfold
cover | uncover
screw | unscrew
press | release
hold | release
inflate | deflate
expand | collapse
flexible | rigid
liquid | solid
domestic | international
local | cloud
analog | digital
mono | stereo
lenient | strict
mutable | immutable
eager | lazy
optimistic | pessimistic
positive | negative
north | south
east | west
forward | backward
forwards | backwards
uphill | downhill
hurt | painless
sweet | sour
alive | dead
allowed | illegal
reveal | conceal
attract | repel
hire | dismiss
simple | complex
easy | difficult
continue | stop
continue | pause
ignore | consider
unaffected | affect
closed | opened
latched | open
`

/** Families of values of which one slot holds only one; `a < b` says a lies inside b, so the two do not exclude. */
export const exclusiveLines = `
colour: red, green, blue, yellow, amber < orange, orange, white, purple, pink, black, grey, brown, violet
weekday: weekdays, weekend, monday < weekdays, tuesday < weekdays, wednesday < weekdays, thursday < weekdays, friday < weekdays, saturday < weekend, sunday < weekend
month: january, february, march, april, june, july, august, september, october, november, december
transport: tcp, udp
share protocol: nfs, smb, afp, webdav
mail protocol: imap, pop3, smtp
web protocol: http, https
wifi security: wpa3, wpa2, wpa, wep
cipher: aes, tkip
hash: md5, sha1, sha256, sha512, bcrypt, argon2
mail encryption: starttls, ssl, tls
file format: csv, json, xml, yaml, toml, xlsx, pdf, png, jpeg, svg, html, docx, parquet
encoding: utf 8, utf 16, latin 1, ascii
database kind: mysql, postgresql, mongodb, sqlite, oracle, redis, mariadb
region: eu, us < north america, usa < us, virginia < us, ohio < us, oregon < us, california < us, texas < us, new york < us, uk, germany < eu, frankfurt < germany, berlin < germany, ireland < eu, dublin < ireland, france < eu, paris < france, netherlands < eu, amsterdam < netherlands, sweden < eu, stockholm < sweden, spain < eu, italy < eu, poland < eu, canada < north america, australia < apac, sydney < australia, singapore < apac, japan < apac, tokyo < japan, india < apac, mumbai < india, china < apac, brazil, switzerland, london < uk, asia, europe, apac, north america, london < europe, eu < europe
rate: hourly, daily, weekly, monthly, yearly, quarterly
timezone: utc, local time, pst, est, cet
light pattern: solid, blinking
channel: email, sms, phone, chat, fax, letter
direction: inbound, outbound
wireless: bluetooth, zigbee, z wave, nfc, lora, infrared, thread, cellular
connector: usb c, micro usb, lightning, hdmi, displayport, vga
boolean: true, false
material: wood, wooden < wood, plastic, metal, steel < metal, aluminium < metal, aluminum < metal, polyester, nylon, vinyl, felt, cardboard, marble, linen, brass < metal, iron < metal, glass, leather, cotton, wool, silk, rubber, ceramic, stone, concrete, bamboo < wood
layer: client, server
`
