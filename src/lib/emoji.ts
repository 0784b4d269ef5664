/** The sign for a short name as forums write it (`:smile:`, `slight_smile`), or undefined for a name not known here. */
export function emojiFor(name: string): string | undefined {
  if (/\p{Extended_Pictographic}/u.test(name)) return name
  return SIGNS.get(name.replace(/^:|:$/g, '').toLowerCase())
}

const SIGNS = new Map<string, string>(
  `smile 😄 smiley 😃 grinning 😀 grin 😁 slight_smile 🙂 slightly_smiling_face 🙂 wink 😉 laughing 😆 joy 😂 rofl 🤣
  blush 😊 sunglasses 😎 thinking 🤔 neutral_face 😐 confused 😕 frowning 😦 slight_frown 🙁 disappointed 😞 cry 😢
  sob 😭 sweat_smile 😅 stuck_out_tongue 😛 stuck_out_tongue_winking_eye 😜 open_mouth 😮 astonished 😲 scream 😱
  angry 😠 rage 😡 heart ❤️ tada 🎉 confetti_ball 🎊 rocket 🚀 fire 🔥 star ⭐ warning ⚠️ bug 🐛 bulb 💡 eyes 👀
  thumbsup 👍 +1 👍 thumbsdown 👎 -1 👎 clap 👏 pray 🙏 ok_hand 👌 wave 👋 raised_hands 🙌 muscle 💪 point_up ☝️
  white_check_mark ✅ heavy_check_mark ✔️ x ❌ question ❓ exclamation ❗ arrow_right ➡️ hugs 🤗 innocent 😇
  upside_down_face 🙃 expressionless 😑 worried 😟 relieved 😌 man_shrugging 🤷‍♂️ shrug 🤷 beers 🍻 beer 🍺`
    .split(/\n|(?<=\S) (?=[a-z+-])/)
    .map((pair) => pair.trim().split(' ') as [string, string]),
)
