/**
 * Characters that a terminal obeys (controls), and that nobody sees or that turn the text around them about (Unicode: Cc, Cf, Cs, Zl, Zp).
 * The joiner inside of an emoji (U+200D, as in that of an engineer) is none of them: without it one sign falls into two.
 */
export const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}](?<!(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic}))/gu;
