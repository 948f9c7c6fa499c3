import { asciiOf } from './names.ts'
import { makeRandom, type Random, shuffled } from './random.ts'

/** The demo's largest customer bears this name; no other does. */
export const reservedRoot = 'Kestrel'

export type Company = { name: string; slug: string; trade: string }

/** Names companies, never two alike, and gives each a host label of its own, which ends in `labelEnd`. */
export function companyNames(
  seed: string | number,
  labelEnd: string,
): (random: Random, legalForms: readonly string[]) => Company {
  const order = makeRandom(seed, 'companies')
  const pairs = shuffled(
    order,
    roots.flatMap((root) => trades.map((trade) => ({ root, trade }))),
  )
  let given = 0
  return (random, legalForms) => {
    const pair = pairs[given % pairs.length]
    if (!pair) throw new RangeError('no company names')
    const round = Math.floor(given / pairs.length)
    given++
    const name =
      round === 0 ? `${pair.root} ${pair.trade}` : `${pair.root} ${pair.trade} ${ordinals[round - 1] ?? round + 1}`
    return {
      name: random.chance(0.6) ? `${name} ${random.pick(legalForms)}` : name,
      slug: hostLabel(name) + labelEnd,
      trade: pair.trade,
    }
  }
}

export function hostLabel(name: string): string {
  return name
    .split(' ')
    .map(asciiOf)
    .filter((word) => word !== '')
    .join('-')
}

const ordinals = ['North', 'South', 'East', 'West', 'Nordic', 'Atlantic', 'Central', 'International', 'Union', 'Group']

const roots =
  'Acorn Alder Amber Anchor Apex Arbor Aspen Atlas Aurora Avalon Badger Baltic Barley Basalt Beacon Birch Bluebell Boreal Boulder Bramble Bridgewater Brightwater Canary Canyon Cardinal Cascade Cedar Chestnut Cinder Cobalt Comet Compass Copper Coral Cormorant Cornerstone Crane Crescent Crown Cypress Dalton Delta Dolphin Drift Dune Eagle Eastgate Ebony Echo Eider Elm Ember Emerald Evergreen Falcon Fern Finch Fjord Flint Foxglove Frost Galaxy Gannet Garnet Glacier Granite Greenfield Grove Gull Halcyon Harbour Harvest Hawthorn Hazel Helios Heron Highland Holly Horizon Ibis Indigo Ironwood Island Ivory Jade Jasper Juniper Kingfisher Lagoon Lakeside Lantern Larch Lark Laurel Lighthouse Linden Lotus Lynx Magnolia Mallard Maple Marigold Marlin Marten Meadow Meridian Merlin Midway Millstone Mistral Moss Nautilus Nightingale Nimbus Northgate Nova Oakfield Obsidian Ocean Olive Onyx Opal Orchard Oriole Osprey Otter Palladium Pelican Penguin Peregrine Pine Pinnacle Pioneer Plover Polaris Poplar Prairie Prism Puffin Quarry Quartz Raven Redwood Ridge Riverside Robin Rowan Saffron Sailfish Sandstone Sapphire Seagate Sequoia Silverline Skylark Solstice Sparrow Spruce Starling Sterling Stonebridge Summit Sundew Swallow Swift Sycamore Tamarack Tern Thistle Tidewater Topaz Tundra Umber Valley Vanguard Verdant Vertex Vista Walnut Waterfall Wavecrest Westgate Wheatfield Willow Windmill Wolfram Woodland Wren Yarrow Zenith Zephyr'.split(
    ' ',
  )

const trades =
  'Accounting Aerospace Analytics Apparel Architects Audio Bakery Biotech Books Brewery Builders Capital Catering Ceramics Chemicals Clinics Coffee Components Construction Consulting Couriers Dairy Dental Design Diagnostics Education Electric Electronics Energy Engineering Events Fabrics Farms Fasteners Films Finance Fisheries Foods Forestry Foundry Furniture Games Gardens Glass Healthcare Hotels Insurance Interiors Kitchens Laboratories Law Leather Legal Lighting Lines Logistics Machinery Maritime Markets Media Metals Mobility Motors Museums Networks Optics Outdoor Packaging Paints Paper Pharmacy Plastics Plumbing Power Press Printing Properties Publishing Rail Recruitment Recycling Research Resorts Retail Robotics Roofing Schools Security Shipping Software Solar Sports Stables Steel Storage Supply Systems Telecom Textiles Theatres Timber Tools Toys Trading Transport Travel Ventures Veterinary Warehousing Water Wines Workshops'.split(
    ' ',
  )
