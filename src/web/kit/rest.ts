import { useEffect, useState } from 'react'

/** Long enough not to interrupt whoever is still typing, whose keys are read out as well. */
const restMs = 700

/** What is to be said once typing rests; empty as soon as what it is about changes, so that the same words are said again. */
export function useRested(said: string, about: string): string {
  const [rested, setRested] = useState({ said: '', about: '' })
  useEffect(() => {
    const timer = setTimeout(() => setRested({ said, about }), restMs)
    return () => clearTimeout(timer)
  }, [said, about])
  return rested.said === said && rested.about === about ? said : ''
}
