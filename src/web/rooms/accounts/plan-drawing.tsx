// A floor plan with the places where photos were taken and the ways between them: the product in one drawing.
import classes from './entry.module.css'

const places = [
  { x: 120, y: 132 },
  { x: 296, y: 112 },
  { x: 296, y: 282 },
  { x: 128, y: 300 },
] as const

export function PlanDrawing() {
  return (
    <svg className={classes.plan} viewBox="0 0 420 420" fill="none" aria-hidden="true" focusable="false">
      <g className={classes.walls} strokeWidth="7" strokeLinejoin="round" strokeLinecap="square">
        <path d="M40 40h340v340H40z" />
        <path d="M208 40v48M208 150v64M40 214h56M150 214h58M208 214h46M312 214h68M208 214v30M208 312v68" />
      </g>
      <g className={classes.furniture} strokeWidth="1.75" strokeLinejoin="round">
        <path d="M60 60h52v92H60zM60 106h52M330 60h30v60h-30zM236 60h60v22h-60zM60 260h30v96H60zM60 290h30M340 256h22v100h-22zM236 340h66v22h-66z" />
        <path d="M96 214a54 54 0 0 1 54-54M254 214a58 58 0 0 1 58 58" />
      </g>
      <path
        className={classes.ways}
        d="M120 132 296 112M296 112v170M296 282 128 300M128 300l-8-168"
        strokeWidth="2"
        strokeDasharray="2 7"
        strokeLinecap="round"
      />
      <path className={classes.sight} d="M296 282 238 196a104 104 0 0 1 92-12Z" />
      {places.map(({ x, y }) => (
        <g key={`${x} ${y}`}>
          <circle cx={x} cy={y} r="15" className={classes.halo} />
          <circle cx={x} cy={y} r="7" className={classes.place} />
        </g>
      ))}
    </svg>
  )
}
