package annexatest

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A generator writes the lives of a population down as they stand on the day the lists are taken.
type generator struct {
	spec    Spec
	book    *Book
	england calendar.Calendar
	from    calendar.Date // the lists look back to here
}

func (g *generator) fill() {
	since := max(0, g.spec.TakenOn.Sub(g.spec.Began))
	for i := range g.spec.Children + since*g.spec.Children/(30*25) {
		l := g.live(i)
		if again, comes := g.returned(l, i); comes && !again.needStart.After(g.spec.TakenOn) {
			g.write(again, i)
		}
		g.write(l, i)
	}
	for i := range max(1, g.spec.Children/8) {
		g.earlyHelp(i)
		g.leaver(i)
	}
	g.ledNowhere()
}

// write puts one life on the lists, as far as it falls into them.
func (g *generator) write(l life, i int) {
	if l.needStart.After(g.spec.TakenOn) || l.needEnd.Before(g.from) {
		return
	}
	if g.isPast(l.moved) {
		l.team, l.worker = l.movedTeam, l.movedTo
	}
	r := rand.New(rand.NewPCG(g.spec.Seed^uint64(i), uint64(g.spec.TakenOn.Sub(calendar.On(2000, 1, 1)))))
	g.frontDoor(&l, r)
	g.need(&l, r)
	g.plan(&l, r)
	g.care(&l, r, i)
}

// ledNowhere writes the referrals of half a year that ended without further action, so that there are as many a month as the spec says.
func (g *generator) ledNowhere() {
	for i := range max(0, 6*g.spec.Referrals-len(g.list(3).Rows)) {
		day := g.spec.TakenOn.Sub(calendar.On(2000, 1, 1)) - 1 - i%180
		r := rand.New(rand.NewPCG(g.spec.Seed+4, uint64(day)<<20|uint64(i)))
		l := life{ref: fmt.Sprintf("R%04d%04d", day%10000, i), gender: pick(r, genders), ethnicity: pick(r, ethnicities), disability: "b) No", team: pick(r, g.spec.Teams)}
		referred := g.england.Next(calendar.On(2000, 1, 1).AddDays(day))
		if referred.After(g.spec.TakenOn) {
			referred = g.england.Add(g.spec.TakenOn, -1, calendar.Exclusive)
		}
		l.born, l.worker = referred.AddDays(-between(r, 60, 15*365)), pick(r, firstNames)+" "+pick(r, lastNames)
		source := pick(r, []string{"e) 2A", "q) 6", "g) 3A", "k) 3E", "a) 1A", "n) 5A"})
		g.list(1).add(g.child(&l).with(values{"Date of Contact": referred, "Contact Source": source}))
		g.list(3).add(g.child(&l).with(values{"Date of referral": referred, "Referral Source": source, "Referral NFA?": "a) Yes", "Number of Referrals in Last 12 Months": 0}))
	}
}

func (g *generator) list(n int) *List { return g.book.List(n) }

func (g *generator) child(l *life) values {
	return values{
		"Child Unique ID": l.ref, "Gender": l.gender, "Ethnicity": l.ethnicity, "Date of Birth": l.born,
		"Age of Child (Years)":             calendar.MonthsBetween(l.born, g.spec.TakenOn) / 12,
		"Does the Child have a Disability": l.disability, "Allocated Team": l.team, "Allocated Worker": l.worker,
	}
}

func (v values) with(more values) values {
	for k, value := range more {
		v[k] = value
	}
	return v
}

// passed is the date when it has come, and nil before.
func (g *generator) passed(d calendar.Date) any {
	if d.IsZero() || d.After(g.spec.TakenOn) {
		return nil
	}
	return d
}

func (g *generator) isPast(d calendar.Date) bool { return g.passed(d) != nil }

// recent is some day in the last days before the end or the day of the lists, never before start.
func (g *generator) recent(r *rand.Rand, start, end calendar.Date, days int) calendar.Date {
	if end.After(g.spec.TakenOn) {
		end = g.spec.TakenOn
	}
	d := end.AddDays(-r.IntN(days + 1))
	if d.Before(start) {
		return start
	}
	return d
}

// frontDoor writes contact, referral and assessment of a child who came within the half year.
func (g *generator) frontDoor(l *life, r *rand.Rand) {
	source := pick(r, []string{"e) 2A", "q) 6", "g) 3A", "k) 3E", "a) 1A", "n) 5A"})
	referred := g.england.Add(l.needStart, -1, calendar.Exclusive)
	if !referred.Before(g.from) {
		g.list(1).add(g.child(l).with(values{"Date of Contact": referred, "Contact Source": source}))
		g.list(3).add(g.child(l).with(values{"Date of referral": referred, "Referral Source": source, "Referral NFA?": "b) No", "Number of Referrals in Last 12 Months": r.IntN(3) / 2}))
	}
	done := g.england.Add(l.needStart, between(r, 12, 40), calendar.Exclusive)
	if done.Before(g.from) {
		return
	}
	v := g.child(l).with(values{"Continuous Assessment Start Date": l.needStart, "Child Seen During Continuous Assessment": "a) Yes", "Continuous Assessment Date of Authorisation": g.passed(done)})
	if g.isPast(done) {
		v["Was the child assessed as requiring LA children's social care support?"] = "a) Yes"
	}
	g.list(4).add(v)
}

func (g *generator) need(l *life, r *rand.Rand) {
	v := g.child(l).with(values{
		"CIN Start Date": l.needStart, "Primary Need Code": l.need, "Date Child Was Last Seen": g.recent(r, l.needStart, l.needEnd, 13),
		"CIN Closure Date": g.passed(l.needEnd), "Case Status": "c) Child in need plan",
	})
	switch {
	case g.isPast(l.needEnd):
		v["Case Status"], v["Reason for Closure"] = "e) Closed episode", l.endReason
	case g.isPast(l.careStart) && !g.isPast(l.careEnd):
		v["Case Status"] = "a) Looked after child"
	case g.isPast(l.planStart) && !g.isPast(l.planEnd):
		v["Case Status"] = "b) Child Protection plan"
	}
	g.list(6).add(v)
}

// plan writes the enquiry and conference that led to a plan, and the plan.
func (g *generator) plan(l *life, r *rand.Rand) {
	enquiry := g.england.Add(l.planStart, -10, calendar.Exclusive)
	if l.planStart.IsZero() || enquiry.After(g.spec.TakenOn) || l.planEnd.Before(g.from) {
		return
	}
	if !l.planStart.Before(g.from) {
		v := g.child(l).with(values{"Strategy discussion initiating Section 47 Enquiry Start Date": enquiry, "Date of Initial Child Protection Conference": g.passed(l.planStart), "Number of Section 47 Enquiries in the last 12 months": 0, "Number of ICPCs in the last 12 months": 0})
		if g.isPast(l.planStart) {
			v["Was an Initial Child Protection Conference deemed unnecessary?"], v["Did the Initial Child Protection Conference Result in a Child Protection Plan"] = "b) No", "a) Yes"
		}
		g.list(5).add(v)
	}
	if !g.isPast(l.planStart) {
		return
	}
	v := g.child(l).with(values{
		"Child Protection Plan Start Date": l.planStart, "Initial Category of Abuse": l.abuse, "Latest Category of Abuse": l.abuse,
		"Date of the Last Statutory Visit": g.recent(r, l.planStart, l.planEnd, 7), "Was the Child Seen Alone?": pick(r, []string{"a) Yes", "a) Yes", "b) No"}),
		"Child Protection Plan End Date": g.passed(l.planEnd),
		"Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)": "b) No",
		"Number of Previous Child Protection Plans":                                                       l.plansBefore,
	})
	if first := l.planStart.AddDays(70); g.isPast(first) && first.Before(l.planEnd) {
		v["Date of latest review conference"] = g.recent(r, first, l.planEnd, 150)
	}
	g.list(7).add(v)
}

func (g *generator) care(l *life, r *rand.Rand, i int) {
	if !g.isPast(l.careStart) || l.careEnd.Before(g.from) {
		return
	}
	v := g.child(l).with(values{
		"Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)":                           "b) No",
		"Date Started to be Looked After":                                                                     l.careStart,
		"Child's Category of Need":                                                                            l.need,
		"Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)": "b) No",
		"Start date of current legal status":                                                                  l.careStart,
		"Child's Legal Status":                                                                                pick(r, []string{"C1", "C2", "C2", "V2"}),
		"Date of Last Social Work Visit":                                                                      g.recent(r, l.careStart, l.careEnd, 35),
		"Date of Last Health Assessment":                                                                      g.recent(r, l.careStart, l.careEnd, 150),
		"Date of Last Dental Check":                                                                           g.recent(r, l.careStart, l.careEnd, 300),
		"Number of Placements in the Last 12 months":                                                          1,
		"Date Ceased to be Looked After":                                                                      g.passed(l.careEnd),
		"Start Date of Most Recent Placement":                                                                 l.careStart,
		"Placement Type":                                                                                      "U6", "Placement Provider": pick(r, []string{"PR1", "PR4"}), "Placement postcode": "ZZ99 3AA",
		"Placement Location": pick(r, []string{"In", "In", "Out"}), "LA of Placement": "999",
	})
	if i%9 == 5 {
		v["Placement Type"], v["Placement Provider"], v["URN of Placement"] = "K2", "PR4", "SC"+strconv.Itoa(400_000+i)
	}
	if first := l.careStart.AddDays(28); g.isPast(first) && first.Before(l.careEnd) {
		v["Date of Latest Statutory Review"] = g.recent(r, first, l.careEnd, 150)
	}
	if g.isPast(l.careEnd) {
		v["Reason Ceased to be Looked After"] = l.careLeave
	}
	v.missing(r)
	g.careGap(v, i)
	g.list(8).add(v)
	g.afterCare(l, v, i)
	g.adoption(l, i)
}

func (v values) missing(r *rand.Rand) {
	times := max(0, r.IntN(20)-17)
	v["Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months"] = times
	v["Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months"] = 0
	if times > 0 {
		v["Was the child offered a Return Interview after their last missing episode (Y/N)?"] = "a) Yes"
		v["Did the child accept a Return Interview after their last missing episode (Y/N)?"] = pick(r, []string{"a) Yes", "b) No"})
	}
}

// afterCare puts a child who left care at 16 or over on list 9.
func (g *generator) afterCare(l *life, v values, i int) {
	if g.isPast(l.careEnd) && calendar.MonthsBetween(l.born, l.careEnd) >= 16*12 {
		if v = g.leaving(v, "a) Relevant child"); g.leaverGap(v, i) {
			g.list(9).add(v)
		}
	}
}

func (g *generator) leaving(v values, category string) values {
	activity := "F5"
	if g.spec.Layout == annexa.Older {
		activity = "F3"
	}
	return v.with(values{
		"Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)": "b) No",
		"Allocated Personal Advisor": "Robin Fairweather", "Eligibility Category": category,
		"Latest Pathway Plan Review Date": g.spec.TakenOn.AddDays(-60), "LA in Touch": "a) Yes", "Latest Date of Contact": g.spec.TakenOn.AddDays(-20),
		"Type of Accommodation": "U", "Suitability of Accommodation": "a) Suitable", "Activity Status": activity,
	})
}

// leaver is a young person who left care before anybody on the other lists was in it.
func (g *generator) leaver(i int) {
	r := rand.New(rand.NewPCG(g.spec.Seed+1, uint64(i)))
	l := life{
		ref: fmt.Sprintf("L%06d", 200_000+i), gender: pick(r, genders), ethnicity: pick(r, ethnicities), disability: "b) No",
		team: "Leaving Care Team", worker: pick(r, firstNames) + " " + pick(r, lastNames), born: g.spec.TakenOn.AddDays(-between(r, 19*366, 24*366)),
	}
	if v := g.leaving(g.child(&l), "b) Former relevant child"); g.leaverGap(v, 200_000+i) {
		g.list(9).add(v)
	}
}

func (g *generator) earlyHelp(i int) {
	r := rand.New(rand.NewPCG(g.spec.Seed+2, uint64(i)))
	l := life{ref: fmt.Sprintf("E%06d", 300_000+i), gender: pick(r, genders), ethnicity: pick(r, ethnicities), born: g.spec.TakenOn.AddDays(-between(r, 400, 15*365))}
	start := g.spec.TakenOn.AddDays(-between(r, 5, 150))
	g.list(1).add(g.child(&l).with(values{"Date of Contact": start, "Contact Source": "e) 2A"}))
	g.list(2).add(g.child(&l).with(values{"Assessment start date": start, "Assessment completion date": g.passed(start.AddDays(40)), "Organisation completing assessment": "Family Hub " + strconv.Itoa(1+i%4)}))
}

// adoption sends one young child in seven in care towards a new family.
func (g *generator) adoption(l *life, i int) {
	matched := l.careStart.AddDays(280)
	if i%7 != 0 || calendar.MonthsBetween(l.born, g.spec.TakenOn) > 7*12 || !g.isPast(l.careStart.AddDays(120)) || g.isPast(l.careEnd) {
		return
	}
	family := "F" + strconv.Itoa(50_000+i)
	g.list(10).add(g.child(l).with(values{
		"Family identifier": family, "Date the Child Entered Care": l.careStart,
		"Date of Decision that Child Should be Placed for Adoption": l.careStart.AddDays(120), "Date of Placement Order": g.passed(l.careStart.AddDays(200)),
		"Date of Matching Child and Prospective Adopters": g.passed(matched), "Date Placed for Adoption": g.passed(l.careStart.AddDays(300)),
	}))
	if !g.isPast(matched) {
		return
	}
	g.list(11).add(values{
		"Individual adopter identifier": "A" + strconv.Itoa(70_000+i), "Family identifier": family, "Gender": "b) Female", "Ethnicity": "a) WBRI", "Disability": "b) No",
		"Is the (prospective) adopter fostering for adoption?": "b) No", "Date enquiry received": matched.AddDays(-400),
		"Date Stage 1 started": matched.AddDays(-350), "Date Stage 1 ended": matched.AddDays(-290), "Date Stage 2 started": matched.AddDays(-280), "Date Stage 2 ended": matched.AddDays(-180),
		"Date application submitted": matched.AddDays(-170), "Date application approved": matched.AddDays(-150), "Date adopter matched with child(ren)": matched,
		"Date child/children placed with adopter(s)": g.passed(l.careStart.AddDays(300)), "No. of children placed": 1,
	})
}
