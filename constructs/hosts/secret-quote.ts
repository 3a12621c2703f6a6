/** How a secret is quoted where it stands. Its marker stands between the quotes, so that the file is valid without it, too. */
export enum SecretQuote {
  /** The whole file, or a value without quotes; line breaks are taken for the whole file only. */
  NONE = 'none',
  /** Between the double quotes of a TOML string. */
  TOML = 'toml',
  /** Between the double quotes of a JSON string. */
  JSON = 'json',
  /** Between the double quotes of a value of redis.conf. */
  REDIS = 'redis',
}
