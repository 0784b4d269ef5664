/**
 * Words and phrases of support language that mean the same here. One line a concept, its name first.
 * Data, not code: a company adds its own lines with `mergeLexicon`.
 */
export const synonymLines = `
enable: active, turn on, switch on, activate, toggle on, turned on, switched on, enabling, opt in, set to on, power on
disable: inactive, turn off, switch off, deactivate, toggle off, turned off, switched off, disabling, opt out, set to off, power off, power down, shut off
default: out of the box, by default, factory setting, factory default, initially, unless you change it, defaults to, default to, per default, from the start
automatic: on its own, on their own, by itself, by themselves, automatically, auto
manual: by hand, manually, yourself, on your own
undo: reverse, revert, restore, recover, roll back, rollback, get back, bring back, undelete, unmerge, reinstate, retrieve, take back, undoable, reversible, recoverable, back out, change back
permanent: one way, one way operation, one way street, irreversible, irrevocable, final, forever, for good, unrecoverable, gone for good, lost forever, irretrievable, nonreversible, unrestorable, for ever
temporary: temporarily, for a while, short term, reversibly
damage: harm, ruin, hurt, wreck, do harm, harmful
electronic: electronically, digitally
deprecated: going away, go away, goes away, on the way out, on its way out, on their way out, abolished, obsolete, discontinued, retired, sunset, phased out, end of life, superseded, decommissioned, withdrawn, outdated
continue: resume, go on, goes on, keeps on, keep going, keeps going, keep running, carry on, carries on, keep on
checkin: check in, check-in, checking in, checks in
wash: rinse
casing: housing, enclosure
simultaneous: at once, concurrent, concurrently, simultaneously, at the same time
subtitle: subs, caption
recommended: preferred, advised, best practice, suggested
delete: remove, take out, takes out, taken out, taking out, take off, erase, wipe, get rid of, purge, uninstall, clear, wipe out, lose, deletion
keep: leave untouched, leave unchanged, leave alone, leave intact, retain, preserve, store, save, stay, remain, hold on to, persist, leave, stick around, hang around, host, hosted, reside, live in
expire: stay active, stays active, remain active, remains active, active for, go dead, goes dead, usable for, become invalid, becomes invalid, valid for, good for, run out, lapse, times out, time out, timeout, stop working after, validity, valid, die after, dies after
submit: hand in, turn in, send in
detect: notice, sense, recognise, recognize, spot
employ: staff member
handle: take care of, process, deal with, look after
refuse: turn down, reject, deny, decline
mandatory: compulsory, obligatory
create: generate, set up, add, make a, produce, issue
send: phone home, phones home, go out, goes out, gone out, going out, deliver, dispatch, transmit, ship
receive: get a, gets a, get an, receives
change: modify, edit, alter, update, adjust, rename, swap, amend
increase: raise, grow, boost, higher, bump up, bump, go up, rise, expand, enlarge, extend
decrease: reduce, lower, shrink, go down, lessen, shorten, diminish, fall
improve: speed up, better, faster, enhance, optimise, optimize
degrade: slow down, worsen, worse, slower, impair
fast: quick, quickly, rapidly, rapid, swiftly
slow: slowly, sluggish, gradually
connect: plug in, attach, hook up, pair, join, plugged in, plugging in, hooked up
disconnect: unplug, detach, unpair, pull the plug, plug out, unhook
start: bring up, boot up, fire up, begin, launch, kick off, commence, starting
stop: shut down, take down, end, halt, finish, cease, terminate, quit
lock: locked
unlock: unlocked
show: turn up, turns up, show up, shows up, display, visible, appear, see, shown, reveal
hide: hidden, invisible, conceal, hiding
public: for everyone to see, for anyone to see, open to anyone, visible to everyone, publicly, open to everyone, visible to anyone, world readable
private: privately, confidential
encrypted: encrypt, encrypts, encryption, end to end encrypted, ciphered
unencrypted: plain text, plaintext, clear text, cleartext, in the clear, unencrypt
sign out: log out, log off, logged out, signed out, logout, sign off, kicked out, logging out, signing out, logs out, signs out, kick out
sign in: log in, log on, logged in, signed in, logging in, signing in, login, sign on, authenticate, logs in, signs in
sign up: signup, register, registration, open an account, create an account, creating an account, register an account
wifi: wi fi, wireless, wlan
email: e mail, mail, mails
administrator: admin, admins, administrators, administrator
phone: telephone, smartphone, cell phone, mobile phone
license: licence
sso: single sign on, saml, single signon
2fa: two factor authentication, two step verification, 2 factor authentication, mfa, multi factor authentication, two factor, two step authentication, 2 step verification, 2fa
account: profile, user account
organisation: organization, org, company
keyboard layout: key layout
lubricate: grease, oil
forbidden: prohibited, banned, disallowed, not permitted
contract: agreement
cancel: call off
fine: penalty
driver: chauffeur
car: vehicle, automobile
lift: elevator
flat: apartment
holiday: vacation
luggage: baggage, bags
supermarket: grocery store
pharmacy: drugstore, chemist
doctor: physician
lorry: truck
parcel: package, packet
petrol: gasoline
medicine: medication, drug
rubbish: garbage, waste
queue: waiting line
receipt: sales slip
staff: crew, personnel, workers
owner: proprietor, holder
tenant: renter, lodger
child: kid, kids, children
adult: grown up
pet: dog, cat, animal
food: meal, meals
transfer money: pay out, paid out, pays out, transferred back, transfer back, pay back, pays back, paid back
carry over: carried over, roll over, rolls over, rolled over, carries over
verify: check, checks, checking
reserve: book, booking, reservation, reserved
arrive: arrival
depart: departure
open: opening, opened
close: shut, closing, closed
assistant: helper
repository: repo, repos
directory: folder
database: db, databases, dbs
application: app
configuration: config, configure, settings file, conf, configurations
parameter: param, argument, arg
environment variable: env var, env variable, environment var
document: doc, docs, documents
picture: image, photo, photos, pictures
video: clip, videos
maximum: cap, ceiling, rate limit, max, limit, quota, allowance, limits, maximal, upper limit
minimum: min, at least, minimal, lower limit
attachment: attached file, attachments
trash: recycle bin, bin, rubbish bin, wastebasket
retry: retried, try again, retries, resent, re sent, redelivered, attempted again, retrying
refund: money back, reimburse, refundable, give the money back, reimbursement, refunds, get your money back, give you your money back, get the money back
cost: price, priced, costs, fee, fees, billed, set you back
fill: top up, refill, fill up, tops up
counterclockwise: counter clockwise, anti clockwise, anticlockwise
right side: right hand side, right hand
left side: left hand side, left hand
succeed: success, successful
confirm: mean, indicate, signal, show that
immediate: straight away, instant, instantly, right away, instantaneous, without delay, in no time, on the spot, real time
shop: retail store
rent: for rent, hire, lease
free: no extra charges, does not cost anything, do not pay anything, without paying, no charge, no fee, no extra charge, at no extra charge, no additional cost, without charge, costs nothing, cost nothing, toll free, free of charge, at no cost, no cost, for free, gratis, at no extra cost, complimentary, no extra charge
paid: payable, chargeable, extra charge, surcharge, costs extra, cost extra, at extra cost, extra cost, additional charge, additional cost, not free, for a fee
buy: sell, sold, sells, for sale, on sale, purchase, bought, buying, purchases
plan: tier, edition, subscription plan, package
subscription: subscribe, membership
billing: invoicing
invoice: bill, bills, receipt
renew: auto renew, renewal, autorenewal, auto renewal, renews automatically, autorenew, automatic renewal
per month: monthly, a month, each month, every month
restart: reboot, power cycle, rebooting, reboots, restarted
upgrade: update to, upgrading, move to
install: installing, installation
update: updating
firmware: fw
download: dl, downloading
upload: uploading
export: exporting
import: importing
copy: duplicate, clone
share: sharing
merge: combine, consolidate, merging
member: team member, members
workspace: work space
device: gadget, unit, devices
computer: pc, machine, desktop computer
server: host machine, servers
client: clients
request: call, requests, ask for, asks for, asking for, calls, api call
token: api key, access token, api token, access key
key: keys
password: passcode, pwd, passphrase, passwords
character: char, chars, letters
username: user name, login name, handle
link: url, links
website: site, web site
browser: web browser
button: btn
screen: display screen
menu: dropdown, drop down
error: fault, failure, mistake
fail: break, crash, failing
warning: alert
message: msg
certificate: cert, certs
log: logs, logfile, log file, logging
audit log: audit trail, audit logs
backup: back up, backups, backing up, backed up
schedule: scheduled, scheduling
sync: synchronise, synchronize, synchronisation, synchronization, syncing, synced, syncs
offline: airplane mode, flight mode, without internet, without an internet connection, without a connection, no internet, disconnected from the internet, without being online
online: internet connection, connected to the internet
access: reach, get to, accessible
person: people, individual, human, persons, someone
employee: staff, team, employees
support team: support staff, helpdesk, help desk, customer service, customer care
quantity: amount, number of
size: sized
charge: charging, recharging, recharge
battery: accu
light: led, lamp, indicator
waterproof: water resistant, water proof
cable: cord
socket: outlet
fix: solve, resolve, repair, cure
reset: resetting, factory reset, hard reset
period: interval
trial: trial period, free trial
notify: notification, alerted, ping
before: prior to, ahead of, in advance of
first: beforehand, to begin with
overwrite: overwritten
transfer: transferred, transferring, migrate, migration, migrating
assign: allocate, allocated, assigned
seat: licence seat, seats
domain: hostname, domains
custom: own, customised, customized
third party: 3rd party, external, non original, aftermarket
original: genuine, oem
weekend: saturday and sunday, weekends
weekday: working day, business day, week day, monday to friday, monday through friday
night: nightly, every night, overnight, each night
inactivity: idle, do nothing, inactive for, idleness, being idle
together: at the same time, simultaneously, in parallel, concurrently, at once, concurrent, simultaneous
separately: one by one, one at a time, sequentially, individually
promotion: promo, promos
developer: dev, devs
replace: replaceable, swappable
case sensitive: case matters, casesensitive
case insensitive: case doesn't matter, ignores case, caseinsensitive
shared: share with, common
dark mode: dark theme, night mode
two: both
half: 50 %
read only: readonly, view only
same: identical, equal
different: differs, distinct
tenant: tenants
role: roles
permission: permissions, privilege, privileges
approval: approve, approved, sign off on
reviewer: reviewers
verify: verified, validate, confirm, verification
count toward: count against, counts against, counts towards, count towards, counted against, counts toward, eat into, eats into, use up, uses up, eat up, eats up, eat away at
include: contain, embed, come with, included, comes with, includes, bundled, part of, ship with, comes bundled
exclude: leave out, excluded, not part of
affect: impact, influence, affects, affecting
consider: take into account, takes into account, taken into account, factor in
unaffected: stays as it is, stay as they are, remains as it is, stays what it is, no difference, not any difference, no effect, no effect on, no impact, no influence, nothing changes, does not matter, stays put, stays the same, stay the same, remains the same
cancel: terminate the subscription, cancellation
limit reached: quota exceeded
unlimited: no limit, without limit, as many as you want, as many as you like, as much as you want, as much as you like, no cap, limitless, no upper limit, infinite, no maximum, uncapped, indefinitely, never expire, never expires, no limits, any number of, no restriction, any size, any amount, without a cap, not capped, not limited
cluster: clustering
eject: safely remove
wired: by cable, ethernet
`

/** Concepts so general that sharing or lacking them says little. */
export const lightWords = `use thing way feature functionality option simply work provide follow current new possible want look check note go click select choose press tap pick hit value setting system tool page tab section screen
 well fine problem issue help know think mean sure try say tell called given like good great able
 user customer people mistake accident accidental permitted allowed period window hold accommodate fit carry case time lot bit kind sort type number different various certain specific general whole entire full
 available support include happen take put place point part side box area field own actual exact correct right
 really currently usual official directly easily quickly existing once navigate open enter
 configuration manage handle allow let ability capability supported find head visit need require must mandatory
 optional default maximum minimum total extra additional up long short high low big large small basically
 today yesterday tomorrow day moment days nowadays anymore longer apply come bring bear mind every each all any
 charge perform run process rate first function worry person remember recommended button menu item entry instead even straight away plenty more less many much few several bit another extra`
