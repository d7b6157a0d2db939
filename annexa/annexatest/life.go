package annexatest

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A life is all that ever happens to one imagined child, whatever the day the lists are taken. Zero dates never happen.
type life struct {
	ref, gender, ethnicity, disability, need, team, worker string

	born                 calendar.Date
	needStart, needEnd   calendar.Date
	planStart, planEnd   calendar.Date
	careStart, careEnd   calendar.Date
	endReason, careLeave string
	abuse                string
	plansBefore          int

	moved              calendar.Date // to another team
	movedTeam, movedTo string        // that team, and the worker there
}

var (
	genders     = []string{"a) Male", "b) Female"}
	ethnicities = []string{"a) WBRI", "a) WBRI", "a) WBRI", "d) WOTH", "f) MWBC", "j) AIND", "k) APKN", "o) BAFR", "r) OOTH"}
	needs       = []string{"N1", "N1", "N1", "N2", "N3", "N4", "N5", "N5", "N6", "N8"}
	abuses      = []string{"a) Neglect", "a) Neglect", "b) Physical abuse", "c) Sexual abuse", "d) Emotional abuse", "d) Emotional abuse"}
	reasons     = []string{"RC3", "RC5", "RC7", "RC7", "RC7"}
	careReasons = []string{"E4A", "E4A", "E4B", "E47", "E8"}
	firstNames  = []string{"Amara", "Bryn", "Carys", "Dev", "Elin", "Farah", "Gwen", "Hal", "Imani", "Jonty", "Keira", "Lowri", "Maya", "Nerys", "Owain", "Priya"}
	lastNames   = []string{"Ashdown", "Bellweather", "Copperfield", "Dunmore", "Eastlake", "Fenwright", "Greenhalgh", "Holloway", "Inglewood", "Jessop", "Kettlewell", "Larkspur"}
)

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// between is a number from low to high, both included.
func between(r *rand.Rand, low, high int) int { return low + r.IntN(high-low+1) }

// live imagines child number i. The first Children of them have begun by Began; later ones come in one after the other.
func (g *generator) live(i int) life {
	r := rand.New(rand.NewPCG(g.spec.Seed, uint64(i)+1))
	l := life{
		ref: fmt.Sprintf("C%06d", 100_000+i*7%900_000), gender: pick(r, genders), ethnicity: pick(r, ethnicities), disability: "b) No",
		need: pick(r, needs), team: pick(r, g.spec.Teams), worker: pick(r, firstNames) + " " + pick(r, lastNames), abuse: pick(r, abuses),
	}
	if l.need == "N2" || r.IntN(12) == 0 {
		l.disability = "a) Yes"
	}
	l.needStart = g.england.Next(g.began(r, i))
	l.born = l.needStart.AddDays(-between(r, 60, 15*365))
	if g.spec.WorkersPerTeam > 0 {
		l.worker = g.worker(l.team, r.IntN(g.spec.WorkersPerTeam))
	}
	l.endOf(g, r, i)
	l.help(g, r)
	l.move(g, i)
	if i < 3 && i < g.spec.Children {
		l.certain(g, i)
	}
	return l
}

// certain makes the first three children a child on the way to adoption, one on a young plan, and one in need, so that even a
// small book has a row on every list when it begins.
func (l *life) certain(g *generator, i int) {
	*l = life{
		ref: l.ref, gender: l.gender, ethnicity: l.ethnicity, disability: "b) No", need: "N1", team: l.team, worker: l.worker, abuse: l.abuse,
		born: g.spec.Began.AddDays(-1100), needStart: g.england.Next(g.spec.Began.AddDays(-420)), endReason: "RC7", careLeave: "E8",
	}
	l.needEnd = g.spec.Began.AddDays(500)
	switch i {
	case 0:
		l.careStart, l.careEnd = l.needStart.AddDays(10), l.needEnd
	case 1:
		l.needStart = g.england.Next(g.spec.Began.AddDays(-120))
		l.planStart, l.planEnd = g.england.Next(g.spec.Began.AddDays(-60)), l.needEnd
	}
}

// began spreads starts as the national figures have it: half within a year, a seventh between one and two years, a third earlier.
func (g *generator) began(r *rand.Rand, i int) calendar.Date {
	if late := i - g.spec.Children; late >= 0 {
		return g.spec.Began.AddDays(1 + late*30*25/g.spec.Children)
	}
	switch share := r.IntN(100); {
	case share < 51:
		return g.spec.Began.AddDays(-between(r, 3, 365))
	case share < 65:
		return g.spec.Began.AddDays(-between(r, 366, 730))
	}
	return g.spec.Began.AddDays(-between(r, 731, 6*365))
}

// endOf lets one case in ten end in the half year before Began, the others after it, and all at eighteen.
func (l *life) endOf(g *generator, r *rand.Rand, i int) {
	l.endReason, l.careLeave = pick(r, reasons), pick(r, careReasons)
	from := g.spec.Began
	if l.needStart.After(from) {
		from = l.needStart
	}
	l.needEnd = from.AddDays(15 + int(r.ExpFloat64()*400))
	if recent := g.spec.Began.AddDays(-between(r, 1, 170)); i%10 == 9 && recent.After(l.needStart.AddDays(40)) {
		l.needEnd = recent
	}
	if grown := l.born.AddMonths(18 * 12).AddDays(-1); l.needEnd.After(grown) {
		l.needEnd, l.endReason, l.careLeave = grown, "RC6", "E7"
	}
}

// help decides whether the child also gets a protection plan or comes into care, and when.
func (l *life) help(g *generator, r *rand.Rand) {
	switch share := r.IntN(100); {
	case share < g.spec.PlanPer100:
		l.planStart = g.england.Next(l.needStart.AddDays(between(r, 25, 120)))
		l.planEnd = l.planStart.AddDays(between(r, 90, 560))
		l.plansBefore = max(0, r.IntN(6)-3)
	case share < g.spec.PlanPer100+g.spec.CarePer100:
		l.careStart = l.needStart.AddDays(between(r, 5, 150))
		l.careEnd = l.needEnd
	}
	if !l.planStart.Before(l.needEnd) {
		l.planStart, l.planEnd = calendar.Date{}, calendar.Date{}
	}
	if l.planEnd.After(l.needEnd) {
		l.planEnd = l.needEnd
	}
	if !l.careStart.Before(l.needEnd) {
		l.careStart, l.careEnd = calendar.Date{}, calendar.Date{}
	}
}

// move decides whether the child changes team, and when.
func (l *life) move(g *generator, i int) {
	r := rand.New(rand.NewPCG(g.spec.Seed+6, uint64(i)))
	if r.IntN(100) >= g.spec.MovePer100 {
		return
	}
	from := g.spec.Began
	if l.needStart.After(from) {
		from = l.needStart
	}
	l.moved, l.movedTeam, l.movedTo = from.AddDays(between(r, 10, 375)), pick(r, g.spec.Teams), l.worker
	if g.spec.WorkersPerTeam > 0 {
		l.movedTo = g.worker(l.movedTeam, r.IntN(g.spec.WorkersPerTeam))
	}
}

// worker is one of a team's social workers: no two have one name.
func (g *generator) worker(team string, k int) string {
	n := slices.Index(g.spec.Teams, team)*g.spec.WorkersPerTeam + k
	return firstNames[n%len(firstNames)] + " " + moreNames[n/len(firstNames)%len(moreNames)]
}

var moreNames = []string{
	"Ashdown", "Bellweather", "Copperfield", "Dunmore", "Eastlake", "Fenwright", "Greenhalgh", "Holloway", "Inglewood", "Jessop", "Kettlewell", "Larkspur", "Marchbank",
	"Northcote", "Oldacre", "Penhallow",
}

// returned is the second time that some children come, months after their case closed; false for those who do not.
func (g *generator) returned(l life, i int) (life, bool) {
	r := rand.New(rand.NewPCG(g.spec.Seed+3, uint64(i)))
	again := g.england.Next(l.needEnd.AddDays(between(r, 40, 330)))
	if r.IntN(100) >= g.spec.ReturnPer100 || l.needEnd.After(again) || calendar.MonthsBetween(l.born, again) >= 17*12 {
		return life{}, false
	}
	l.needStart, l.needEnd = again, again.AddDays(between(r, 90, 900))
	if grown := l.born.AddMonths(18 * 12).AddDays(-1); l.needEnd.After(grown) {
		l.needEnd = grown
	}
	l.planStart, l.planEnd, l.careStart, l.careEnd = calendar.Date{}, calendar.Date{}, calendar.Date{}, calendar.Date{}
	return l, true
}
