/** Coming and going: entering, guests, passes, the line, the screens after. In Japanese. */

import type { entry as english } from "../en/entry";
import type { WordsOf } from "../words";

export const entry: WordsOf<typeof english> = {
  "office.title": "窓口",

  "lang.switch": "言語",

  "entry.lead": "歩いて、会って、話す。ブラウザで開くオフィスです。",
  "entry.name": "お名前",
  "entry.name.hint": "まわりの人に見える名前です（20文字まで）",
  "entry.avatar": "アバター",
  "entry.avatar.option": "アバター{n}",
  "entry.shuffle": "ほかのアバターを見る",
  "entry.enter": "入室する",
  "entry.entering": "入室しています…",
  "entry.present": { other: "いま{n}人がいます" },
  "entry.nobody": "いまは誰もいません。一番乗りです",
  "entry.left": "退室しました。またのお越しをお待ちしています。",
  "entry.pass_ended": "ご訪問の時間が終わりました。",
  "entry.expired": "前回の入室は終了しました。もう一度お入りください。",
  "entry.error.name": "お名前を入力してください",
  "entry.error.long": "お名前は{n}文字までです",
  "entry.error.unusable": "この名前は使えません。目に見える文字で、{n}文字以内でお書きください。",
  "entry.error.often": "入室が続いています。しばらく待ってから、もう一度お試しください。",
  "entry.error.refused":
    "入室できませんでした（コード{n}）。しばらく待ってから、もう一度お試しください。",
  "entry.error.offline": "サーバーに届きません。接続を確かめて、もう一度お試しください。",

  "link.open": "接続済み",
  "link.connecting": "接続しています",
  "link.lost": "切断",

  "banner.connecting": "接続しています…",
  "banner.lost": "接続が切れました。再接続しています…",
  "banner.seconds": { other: "あと{n}秒" },
  "banner.now": "今すぐ",
  "banner.back": "接続が戻りました",

  "panel.close": "閉じる",
  "panel.back": "戻る",
  "panel.all": "人と部屋の一覧",

  "came.knock": "{name}が入れてくれました",
  "came.invite": "{name}が来てくれます",
  "came.ping": "{name}は話せます。向かいます",
  "came.lead": "{name}が案内してくれます。ついていきます",
  "came.come": "{name}が来てくれます",
  "came.visit": "{name}が会ってくれます",
  "came.of.later": "{name}：5分後に",
  "came.of.declined": "{name}：今はちょっと",
  "came.of.redirected": "{name}がほかの人に取り次ぎました",
  "came.of.expired": "{name}から返事がありませんでした",
  "came.of.gone": "{name}はもういません",

  "pass.about":
    "リンクを開いた人は、ゲストとして入室します。ロビーで待ち、会いたい人を呼び出せます。",
  "pass.note": "誰のためのパスですか",
  "pass.note.hint": "見分けるためのメモです。あなただけに見えます。",
  "pass.hours": "有効な時間",
  "pass.for": { other: "{n}時間" },
  "pass.days": { other: "{n}日間" },
  "pass.make": "リンクを作る",
  "pass.failed": "うまくいきませんでした。もう一度お試しください。",
  "pass.link": "ゲスト用のリンク",
  "pass.link.hint": "{time}まで有効です。表示は今だけです。コピーしてゲストに送ってください。",
  "pass.copy": "コピー",
  "pass.copied": "コピーしました",
  "pass.copy.self": "選択されたリンクを、ご自身でコピーしてください",
  "pass.open": "発行したパス",
  "pass.none": "有効なパスはありません。",
  "pass.unnamed": "ゲスト",
  "pass.until": "{time}まで",
  "pass.used": { other: "{n}回使用" },
  "pass.unused": "未使用",
  "pass.revoke": "取り消す",
  "pass.revoke.this": "パスを取り消す：{name}",

  "guest.of": "{name}さんのゲストとして、{time}までお入りいただけます",
  "guest.lead": "ロビーに着いたら、会いたい人を呼び出してください。",
  "guest.over.title": "このパスは終了しました",
  "guest.over": "お手数ですが、送り主に新しいリンクをお求めください。",
  "guest.member": "メンバーの入口へ",
  "guest.checking": "パスを確かめています…",
  "guest.ended.title": "ご訪問の時間が終わりました",
  "guest.ended":
    "お越しいただき、ありがとうございました。続けるには、招いた人に新しいリンクをお求めください。",

  "ended.version.title": "新しいバージョンがあります",
  "ended.version": "ページを再読み込みすると、続けられます。",
  "ended.title": "接続が終了しました",
  "ended.other":
    "予期しないことが起こり、接続が終了しました（コード{n}）。再読み込みすると、もう一度入れます。",
  "ended.reload": "再読み込み",
};
