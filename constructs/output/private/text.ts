/** What a file holds: text, or its bytes in UTF-8. */
export type Text = string | Buffer;
