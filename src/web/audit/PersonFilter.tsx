import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listAdministrators } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { useSession } from '../kit/session.ts'

/** Whose acts are shown: an administrator found by name, or whoever was chosen from an event. Inside a customer both sides act. */
export function PersonFilter({
  actor,
  actorName,
  organizationId,
  choose,
}: {
  actor: string | undefined
  actorName: string | undefined
  organizationId: string | undefined
  choose: (actorId: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const session = useSession()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const [named, setNamed] = useState<{ id: string; name: string }>()
  const sides = [...(organizationId === undefined ? [] : [{ organizationId }]), ...(session.organization ? [] : [{}])]
  const { data = [] } = useQuery({
    queryKey: ['administrators', 'audit', organizationId, q],
    queryFn: async ({ signal }) => {
      const query = { max: 20, ...(q ? { q } : {}) }
      const answers = await Promise.all(
        sides.map((side) => client.call(listAdministrators, { query: { ...query, ...side } }, { signal })),
      )
      return answers.flatMap((answer) => answer.data.items)
    },
    placeholderData: (before) => before,
  })
  const found = data.map(({ id, displayName, email }) => ({ value: id, label: `${displayName} · ${email}` }))
  const name = named?.id === actor ? named?.name : (actorName ?? t('audit.page.onePerson'))
  const chosen = actor && !found.some(({ value }) => value === actor) ? [{ value: actor, label: name ?? '' }] : []
  return (
    <Select
      className="audit-person"
      aria-label={t('audit.page.person')}
      placeholder={t('audit.page.anyPerson')}
      nothingFoundMessage={t('audit.page.noPerson')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('audit.page.anyPerson') }}
      data={[...chosen, ...found]}
      // The hub has searched already, by the e-mail too.
      filter={({ options }) => options}
      value={actor ?? null}
      onSearchChange={(text) => setTyped(found.some(({ label }) => label === text) || text === name ? '' : text)}
      onChange={(id, option) => {
        setNamed(option ? { id: option.value, name: option.label } : undefined)
        choose(id ?? '')
      }}
    />
  )
}
