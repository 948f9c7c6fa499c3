/**
 * The shape of English in another language. Portuguese alone has a third plural form (`_many`, from a million on); it may
 * stand beside `_other` and is else the same as that.
 */
export type Translated<Phrases> = {
  readonly [Key in keyof Phrases]: Phrases[Key] extends string ? string : Translated<Phrases[Key]>
} & { readonly [Key in `${string}_many`]?: string }
