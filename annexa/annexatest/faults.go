package annexatest

import (
	"fmt"
	"maps"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Headers that faults use more than once.
const (
	idHeader     = "Child Unique ID"
	genderHeader = "Gender"
	bornHeader   = "Date of Birth"
	ageHeader    = "Age of Child (Years)"
	statusHeader = "Case Status"
	cinStart     = "CIN Start Date"
	cinEnd       = "CIN Closure Date"
	cinReason    = "Reason for Closure"
	seenHeader   = "Date Child Was Last Seen"
	cpStart      = "Child Protection Plan Start Date"
	cpEnd        = "Child Protection Plan End Date"
	claStart     = "Date Started to be Looked After"
	claEnd       = "Date Ceased to be Looked After"
	claReason    = "Reason Ceased to be Looked After"
	s47Start     = "Strategy discussion initiating Section 47 Enquiry Start Date"
	icpcDate     = "Date of Initial Child Protection Conference"
	icpcPlan     = "Did the Initial Child Protection Conference Result in a Child Protection Plan"
	icpcUnneeded = "Was an Initial Child Protection Conference deemed unnecessary?"
)

// FaultIDs are the ids that Spec.Faults takes, one for every rule of annexa that can be broken on purpose.
func FaultIDs() []string { return slices.Sorted(maps.Keys(faults)) }

// Break puts one fault into the book, such that the rule with this id finds it. It panics on an unknown id.
func (b *Book) Break(id string) {
	fault, ok := faults[id]
	if !ok {
		panic(fmt.Sprintf("annexatest: there is no fault %q", id))
	}
	fault(b)
}

func is(want any) func(any) bool { return func(v any) bool { return v == want } }

func blank(v any) bool { return v == nil }

// inNeed, onPlan and inCare are the row of a child whose help is going on.
func (b *Book) inNeed() (*List, int) {
	l := b.List(6)
	return l, l.Find(statusHeader, is("c) Child in need plan"))
}

func (b *Book) onPlan() (*List, int) {
	l := b.List(7)
	return l, l.Find(cpEnd, blank)
}

func (b *Book) inCare() (*List, int) {
	l := b.List(8)
	return l, l.Find(claEnd, blank)
}

func (b *Book) ago(days int) calendar.Date { return b.TakenOn.AddDays(-days) }

// need, plan, care and first make faults that set one cell of such a row.
func need(header string, value func(b *Book) any) func(*Book) {
	return func(b *Book) {
		l, row := b.inNeed()
		l.Set(row, header, value(b))
	}
}

func plan(header string, value func(b *Book) any) func(*Book) {
	return func(b *Book) {
		l, row := b.onPlan()
		l.Set(row, header, value(b))
	}
}

func care(header string, value func(b *Book) any) func(*Book) {
	return func(b *Book) {
		l, row := b.inCare()
		l.Set(row, header, value(b))
	}
}

func first(list int, header string, value func(b *Book) any) func(*Book) {
	return func(b *Book) { b.List(list).Set(0, header, value(b)) }
}

func all(changes ...func(*Book)) func(*Book) {
	return func(b *Book) {
		for _, change := range changes {
			change(b)
		}
	}
}

func text(v any) func(*Book) any { return func(*Book) any { return v } }

func daysAgo(n int) func(*Book) any { return func(b *Book) any { return b.ago(n) } }

// again adds a copy of a list's first row, with one cell changed.
func again(list int, header string, value func(b *Book) any) func(*Book) {
	return func(b *Book) {
		l := b.List(list)
		l.Set(l.Copy(0), header, value(b))
	}
}

// faults are one change for every rule, by the rule's id.
var faults = map[string]func(*Book){
	// how the upload is made
	"case-list-missing": func(b *Book) { b.Drop(8) },
	"list-missing":      func(b *Book) { b.Drop(2) },
	"list-unusable":     func(b *Book) { b.List(7).Remove(cpEnd) },
	"list-empty":        func(b *Book) { b.List(8).Rows = nil },
	"list-twice":        func(b *Book) { b.Lists = append(b.Lists, b.second(6)) },
	"sheet-unknown": func(b *Book) {
		b.Lists = append(b.Lists, &List{Sheet: "Guidance", Header: []string{"How to use this"}})
	},
	"sheet-empty":             func(b *Book) { b.Lists = append(b.Lists, &List{Sheet: "Sheet12"}) },
	"sheet-misnamed":          func(b *Book) { b.List(6).Sheet, b.List(7).Sheet = "List 7", "List 6" },
	"sheet-renamed":           func(b *Book) { b.List(6).Sheet = "CIN" },
	"title-rows":              func(b *Book) { b.List(6).Titles = []string{"Annex A", "Children in need at the end of the month"} },
	"header-variant":          func(b *Book) { b.List(6).Rename(ageHeader, "Age") },
	"column-order":            func(b *Book) { b.List(6).swap(genderHeader, "Ethnicity") },
	"required-column-missing": func(b *Book) { b.List(6).Remove("Primary Need Code") },
	"optional-column-missing": func(b *Book) { b.List(6).Remove(seenHeader) },
	"column-unknown":          func(b *Book) { b.List(6).extra("Ward", "Abbey") },
	"column-twice":            func(b *Book) { b.List(6).extra("Sex", "b) Female") },
	"date-order-doubtful":     all(first(6, bornHeader, text("03/25/2020")), again(6, bornHeader, text("03/04/2020"))),
	"value-trimmed":           need("Allocated Team", text("North\u00a0Team ")),
	"date-from-number":        need(seenHeader, func(b *Book) any { return b.TakenOn.Sub(calendar.On(1899, 12, 30)) }),
	"date-year-first":         need(seenHeader, func(b *Book) any { return b.TakenOn.String() }),
	"date-from-text":          need(seenHeader, func(b *Book) any { return b.TakenOn.Long() }),
	"date-short-year":         need(bornHeader, text("31/12/15")),
	"code-reworded":           need(genderHeader, text("Female")),
	"age-decimal":             need(ageHeader, text(8.25)),

	// one cell
	"required-blank":          need("Primary Need Code", text(nil)),
	"id-missing":              need(idHeader, text(nil)),
	"id-not-a-reference":      need(idHeader, text("Total")),
	"id-malformed":            need(idHeader, text("C-100/7")),
	"id-too-long":             need(idHeader, text("C12345678901234567890")),
	"lookup-failed":           need("Allocated Team", text("#N/A")),
	"code-unknown":            need("Primary Need Code", text("PSRMEM - Support with memory")),
	"code-contradicts-letter": need(genderHeader, text("a) Female")),
	"date-unreadable":         need(seenHeader, text("last week")),
	"date-us-order":           need(seenHeader, func(b *Book) any { return "01/25/2026" }),
	"date-in-future":          need(seenHeader, daysAgo(-1)),
	"number-unreadable":       plan("Number of Previous Child Protection Plans", text("some")),
	"number-negative":         plan("Number of Previous Child Protection Plans", text(-1)),
	"birth-after-extract":     need(bornHeader, daysAgo(-20)),
	"postcode-invalid":        care("Placement postcode", text("nope")),

	// one row
	"start-missing":                need(cinStart, text(nil)),
	"start-in-future":              plan(cpStart, daysAgo(-3)),
	"end-unreadable":               need(cinEnd, text("soon")),
	"end-in-future":                care(claEnd, daysAgo(-9)),
	"case-end-before-start":        all(need(cinStart, daysAgo(10)), need(cinEnd, daysAgo(20)), need(cinReason, text("RC7")), need(statusHeader, text("e) Closed episode"))),
	"end-before-start":             first(4, "Continuous Assessment Date of Authorisation", daysAgo(3000)),
	"end-without-reason":           all(care(claReason, text(nil)), care(claEnd, daysAgo(1))),
	"reason-without-end":           need(cinReason, text("RC7")),
	"closed-without-date":          need(statusHeader, text("e) Closed episode")),
	"closure-date-while-open":      need(cinEnd, daysAgo(1)),
	"unborn-with-gender":           all(need(ageHeader, text(nil)), need(bornHeader, text(nil))),
	"birth-date-missing":           need(bornHeader, text(nil)),
	"age-disagrees":                need(ageHeader, text(44)),
	"age-off-by-one":               func(b *Book) { l, row := b.inNeed(); l.Set(row, ageHeader, l.Get(row, ageHeader).(int)+1) },
	"outcome-missing":              all(first(4, "Continuous Assessment Date of Authorisation", daysAgo(1)), first(4, "Was the child assessed as requiring LA children's social care support?", text(nil))),
	"assessment-overdue":           all(first(4, "Continuous Assessment Date of Authorisation", text(nil)), first(4, "Continuous Assessment Start Date", daysAgo(90))),
	"conference-before-enquiry":    first(5, icpcDate, daysAgo(900)),
	"conference-on-weekend":        first(5, icpcDate, func(b *Book) any { return b.saturday() }),
	"conference-held-and-unneeded": all(first(5, icpcUnneeded, text("a) Yes")), first(5, icpcDate, daysAgo(1))),
	"outcome-without-conference":   all(first(5, icpcPlan, text("a) Yes")), first(5, icpcDate, text(nil))),
	"enquiry-undecided":            all(first(5, icpcDate, text(nil)), first(5, icpcUnneeded, text(nil)), first(5, s47Start, daysAgo(60))),
	"plan-one-day":                 all(plan(cpStart, daysAgo(4)), func(b *Book) { l := b.List(7); l.Set(l.Find(cpStart, is(b.ago(4))), cpEnd, b.ago(4)) }),
	"plan-review-before-start": func(b *Book) {
		l, row := b.onPlan()
		l.Set(row, "Date of latest review conference", l.Get(row, cpStart))
	},
	"seen-alone-without-visit":       all(plan("Was the Child Seen Alone?", text("a) Yes")), plan("Date of the Last Statutory Visit", text(nil))),
	"legal-status-before-care":       care("Start date of current legal status", daysAgo(5000)),
	"placement-before-care":          care("Start Date of Most Recent Placement", daysAgo(5000)),
	"care-before-birth":              care(bornHeader, daysAgo(1)),
	"urn-missing":                    all(care("Placement Type", text("K2")), care("URN of Placement", text(nil))),
	"interview-accepted-not-offered": all(care("Was the child offered a Return Interview after their last missing episode (Y/N)?", text("b) No")), care("Did the child accept a Return Interview after their last missing episode (Y/N)?", text("a) Yes"))),
	"interview-blank-after-missing":  all(care("Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months", text(2)), care("Was the child offered a Return Interview after their last missing episode (Y/N)?", text(nil))),
	"suitability-missing":            first(9, "Suitability of Accommodation", text(nil)),
	"care-leaver-age":                first(9, bornHeader, daysAgo(40*365)),
	"adviser-missing":                first(9, "Allocated Personal Advisor", text(nil)),
	"steps-out-of-order":             first(10, "Date of Placement Order", daysAgo(4000)),

	// the rows of one child
	"children-under-one-id": again(6, bornHeader, daysAgo(900)),
	"two-open":              func(b *Book) { l, row := b.inNeed(); l.Set(l.Copy(row), cinStart, b.ago(2)) },
	"spells-overlap":        overlap,
	"row-repeated":          again(6, seenHeader, daysAgo(1)),
	"referral-count-low":    lowCount(3, "Date of referral", "Number of Referrals in Last 12 Months"),
	"enquiry-count-low":     lowCount(5, s47Start, "Number of Section 47 Enquiries in the last 12 months"),
	"conference-count-low":  lowCount(5, s47Start, "Number of ICPCs in the last 12 months"),
	"plan-count-low":        lowCount(7, cpStart, "Number of Previous Child Protection Plans"),

	// two lists
	"plan-not-on-list-6":               func(b *Book) { l, row := b.onPlan(); b.List(6).without(l.Get(row, idHeader)) },
	"care-not-on-list-6":               func(b *Book) { l, row := b.inCare(); b.List(6).without(l.Get(row, idHeader)) },
	"status-without-plan":              need(statusHeader, text("b) Child Protection plan")),
	"status-without-care":              need(statusHeader, text("a) Looked after child")),
	"need-plan-beside-protection-plan": status("b) Child Protection plan", "c) Child in need plan"),
	"plan-status-differs":              status("b) Child Protection plan", "d) Open assessment"),
	"care-status-differs":              status("a) Looked after child", "c) Child in need plan"),
	"conference-plan-not-on-list-7":    func(b *Book) { l := b.List(5); b.List(7).without(l.Get(l.Find(icpcPlan, is("a) Yes")), idHeader)) },
	"plan-start-not-conference":        func(b *Book) { l := b.List(5); l.Set(l.Find(icpcPlan, is("a) Yes")), icpcDate, b.ago(3)) },
	"care-leaver-not-on-list-9":        leftCare,
	"adoption-not-in-care":             first(10, idHeader, text("C000001")),
	"adopter-family-not-on-list-10":    first(11, "Family identifier", text("F1")),

	// likely or not
	"adult-in-care": all(care(bornHeader, daysAgo(19*366)), care(ageHeader, text(nil))),
	"adult-in-need": all(need(bornHeader, daysAgo(19*366)), need(ageHeader, text(nil))),
	"more-plans-than-conferences": func(b *Book) {
		b.List(5).Rows = b.List(5).Rows[:0:0]
		b.List(5).add(values{idHeader: "C9", s47Start: b.ago(3)})
	},
	"gender-seldom-recorded": func(b *Book) {
		for i := range b.List(9).Rows {
			b.List(9).Set(i, genderHeader, "c) Not stated/recorded")
		}
	},
	"need-visit-old": all(need(cinStart, daysAgo(200)), need(seenHeader, daysAgo(60))),
	"plan-visit-old": plan("Date of the Last Statutory Visit", daysAgo(30)),
	"care-visit-old": care("Date of Last Social Work Visit", daysAgo(43)),
	"plan-review-old": all(plan(cpStart, daysAgo(400)), func(b *Book) {
		l := b.List(7)
		l.Set(l.Find(cpStart, is(b.ago(400))), "Date of latest review conference", b.ago(200))
	}),
	"care-review-old":    care("Date of Latest Statutory Review", daysAgo(200)),
	"health-check-old":   care("Date of Last Health Assessment", daysAgo(380)),
	"dental-check-old":   care("Date of Last Dental Check", daysAgo(380)),
	"pathway-review-old": first(9, "Latest Pathway Plan Review Date", daysAgo(200)),
	"contact-old":        first(9, "Latest Date of Contact", daysAgo(57)),
	"never-seen":         all(need(cinStart, daysAgo(100)), need(seenHeader, text(nil))),
}
