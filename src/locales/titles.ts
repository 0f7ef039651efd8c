/**
 * Titles, and the words beside them, of dashboards and widgets that come with the product. They are kept in English, as everybody's;
 * a reader of another language is shown them in theirs, until somebody gives them a title of their own. By the English words.
 */
export type Titles = Readonly<Record<string, string>>
