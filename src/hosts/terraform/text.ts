/**
 * A text as Terraform reads it in a configuration in JSON, where every text is a template: `${` and `%{` stand for themselves.
 * Source: Terraform's language, "Strings and Templates", Escape Sequences.
 */
export const terraformText = (text: string): string => text.replace(/[$%](?=\{)/g, '$&$&');

/** What Terraform computes. Of our own words only: no text of a user's is part of one. */
export const expression = (code: string): string => `\${${code}}`;
