package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func sampleHomeReport() readiness.WriteHomeReport {
	w := readiness.WriteHomeReport{
		Safeguarded: "yes", SafeguardedWhy: "Staff knew what to do when a child was missing, and every restraint was talked through with the child afterwards.",
		Wellbeing: "no", WellbeingWhy: "Two children have no school place since January.", Restraints: 3, Missing: 2, Complaints: 1,
		Said: "The food is better than it was. They want the garden door mended.\nOne asked when school begins.",
	}
	for _, x := range readiness.DefaultHomeRules().Standards {
		w.Standards = append(w.Standards, readiness.HomeStandard{Code: x.Code, Name: x.Text, Finding: "met"})
	}
	w.Standards[2].Finding, w.Standards[2].Text = "not", "Two of four children have no school place."
	w.Standards[4].Finding = "unseen"
	return w
}

// sampleHomeVisits are a year of visits to one home: this month's is planned, last month's is reported, and one month has none.
func sampleHomeVisits(home string) []readiness.HomeVisit {
	visits := []readiness.HomeVisit{{ID: home + "-v0", HomeID: home, VisitorID: "w-1", Visitor: "Rowan Hill", On: calendar.On(2027, 3, 17), ReportBy: calendar.On(2027, 4, 2)}}
	for back := 1; back <= 12; back++ {
		if back == 5 {
			continue
		}
		w := sampleHomeReport()
		w.Restraints, w.Missing, w.Complaints = (back*3)%5, back%3, back%2
		on := calendar.On(2027, 3, 9).AddMonths(-back)
		v := readiness.HomeVisit{ID: home + "-v" + thousands(back), HomeID: home, VisitorID: "w-1", Visitor: "Rowan Hill", On: on, Held: true, Announced: back%4 == 0, ReportBy: on.AddDays(14)}
		v.Report = &readiness.HomeReport{WriteHomeReport: w, By: "Quentin Amadi", At: on.AddDays(6).At(10, 0)}
		visits = append(visits, v)
	}
	return visits
}

func sampleChildrensHome() readiness.ChildrensHome {
	return readiness.ChildrensHome{
		ID: "h-1", Name: "Oak House", RunBy: readiness.RunByProvider, Provider: "Bright Paths Ltd", Manager: "Mo Field", Places: 4, AreaID: "north", Area: "North", From: calendar.On(2026, 1, 1),
	}
}

func sampleHomeRecord() readiness.HomeRecord {
	action := sampleActionRow("Find school places within ten days", readiness.ActionInProgress)
	recommended := func(id, text string, due calendar.Date) readiness.HomeRecommendation {
		return readiness.HomeRecommendation{ID: id, VisitID: "h-1-v1", VisitOn: calendar.On(2027, 2, 9), HomeID: "h-1", Home: "Oak House", Text: text, Standard: "8", Due: due}
	}
	late, planned, done, declined := recommended("x-1", "Mend the garden door.", calendar.On(2027, 3, 1)), recommended("x-2", "Find a school place for every child.", calendar.On(2027, 4, 1)),
		recommended("x-3", "Write the house rules with children.", calendar.On(2027, 2, 26)), recommended("x-4", "Buy a second car.", calendar.On(2027, 5, 1))
	planned.FindingID, planned.Actions = "f-1", []readiness.ActionRow{action}
	done.Outcome, done.Why, done.By, done.Closed = "done", "Seen on the wall of the kitchen.", "Quentin Amadi", calendar.On(2027, 3, 2)
	declined.Outcome, declined.Why, declined.By, declined.Closed = "declined", "A taxi account does it for less.", "Quentin Amadi", calendar.On(2027, 3, 2)
	return readiness.HomeRecord{
		Home: sampleChildrensHome(), Visits: sampleHomeVisits("h-1"), Recommendations: []readiness.HomeRecommendation{late, planned, recommended("x-5", "Ask children about the menu.", calendar.On(2027, 6, 1)), done, declined},
	}.With(sampleToday)
}

func sampleHomeVisitors() []readiness.HomeVisitor {
	rowan := readiness.HomeVisitor{ID: "w-1", Name: "Rowan Hill", Role: "Independent consultant", From: calendar.On(2026, 1, 1)}
	rowan.HomeDeclaration = readiness.HomeDeclaration{Works: readiness.WorksElsewhere, Employer: "Hill Consulting", DeclaredOn: calendar.On(2026, 1, 1)}
	sam := rowan
	sam.ID, sam.Name, sam.Role, sam.Employer, sam.Manages = "w-2", "Sam Ives", "Bright Paths", "Bright Paths Limited", []string{"h-1"}
	member, gone := rowan, rowan
	member.ID, member.Name, member.Role, member.Works, member.Employer = "w-3", "Cllr Mary Benn", "Corporate parenting board", readiness.WorksAsMember, ""
	gone.ID, gone.Name, gone.Until = "w-4", "Ada Gray", calendar.On(2026, 12, 31)
	return []readiness.HomeVisitor{rowan, sam, member, gone}
}

func homeVisitSamples() map[string]Page {
	record, rules := sampleHomeRecord(), readiness.DefaultHomeRules()
	missing := readiness.HomeRecord{Home: sampleChildrensHome(), Visits: []readiness.HomeVisit{
		{ID: "h-2-v1", Visitor: "Rowan Hill", On: calendar.On(2027, 3, 1)}, {ID: "h-2-v2", Visitor: "Rowan Hill", On: calendar.On(2027, 1, 11), Held: true, ReportBy: calendar.On(2027, 1, 25)},
	}}
	missing.Home.ID, missing.Home.Name, missing.Home.RunBy, missing.Home.Manager = "h-2", "Ash Lane", readiness.RunByCouncil, "Jo Marsh"
	missing = missing.With(sampleToday)
	closed, fresh := readiness.HomeRecord{Home: sampleChildrensHome()}, readiness.HomeRecord{Home: sampleChildrensHome()}
	closed.Home.ID, closed.Home.Name, closed.Home.Until = "h-3", "Elm Court", calendar.On(2027, 2, 26)
	fresh.Home.ID, fresh.Home.Name, fresh.Home.From = "h-4", "Fern Road", sampleToday
	closed, fresh = closed.With(sampleToday), fresh.With(sampleToday)
	records := []readiness.HomeRecord{missing, record, fresh, closed}
	all := map[string]Page{
		"children’s homes/some":           HomesPage{records, sampleQA, sampleToday},
		"children’s homes/area head":      HomesPage{[]readiness.HomeRecord{record}, sampleHead, sampleToday},
		"children’s homes/empty":          HomesPage{nil, sampleQA, sampleToday},
		"children’s homes/empty, head":    HomesPage{nil, sampleHead, sampleToday},
		"children’s home/a year":          ChildrensHomePage{record, rules, sampleQA, sampleToday},
		"children’s home/chief executive": ChildrensHomePage{record, rules, sampleChief, sampleToday},
		"children’s home/missing":         ChildrensHomePage{missing, rules, sampleQA, sampleToday},
		"children’s home/new":             ChildrensHomePage{fresh, rules, sampleHead, sampleToday},
		"children’s home/closed":          ChildrensHomePage{closed, rules, sampleHead, sampleToday},
		"change home/new":                 homeQuestions("", sampleForm(), sampleAreas),
		"change home/refused":             homeQuestions("h-1", sampleFilled(record.Home.Form(), govuk.FieldError{Name: "name", Message: "There is a children’s home of this name already."}), sampleAreas),
		"home visitors/some":              HomeVisitorsPage{sampleHomeVisitors(), records, rules, sampleQA, sampleToday},
		"home visitors/empty":             HomeVisitorsPage{nil, nil, rules, sampleHead, sampleToday},
		"change home visitor/new":         homeVisitorQuestions("", sampleForm(), nil, nil),
		"change home visitor/one":         homeVisitorQuestions("w-2", sampleFilled(sampleHomeVisitors()[1].Form()), records, []readiness.Person{{ID: "p-qa", Name: "Quentin Amadi", Active: true}}),
		"home rules/first":                homeRuleQuestions(sampleFilled(rules.Form())),
	}
	addHomeVisitSamples(all, record, rules)
	return all
}

func addHomeVisitSamples(all map[string]Page, record readiness.HomeRecord, rules readiness.HomeRules) {
	page := func(v readiness.HomeVisit, viewer readiness.Actor) HomeVisitPage {
		return HomeVisitPage{record, v, rules, viewer, sampleToday, sampleForm()}
	}
	planned, reported := record.Visits[0], record.Visits[1]
	warned, made, late, left, sent := planned, reported, reported, planned, reported
	warned.Conflicts = sampleHomeVisitors()[1].Conflicts(record.Home, 1, rules)
	warned.Why = "Children asked for the same person."
	made.Report, late.Report, late.ReportBy, made.ReportBy = nil, nil, calendar.On(2027, 3, 1), calendar.On(2027, 3, 10)
	left.Cancelled = "The visitor was ill."
	sent.Evidence, sent.Copies = "e-9", []readiness.HomeCopy{{To: "ofsted", On: calendar.On(2027, 2, 19)}, {To: "placing", Whom: "Othershire", On: calendar.On(2027, 2, 19)}, {To: "placing", Whom: "Elsewhere", On: calendar.On(2027, 2, 22)}}
	for name, p := range map[string]Page{
		"planned": page(planned, sampleQA), "visitor not independent": page(warned, sampleQA), "made": page(made, sampleQA), "report late": page(late, sampleHead), "not made": page(left, sampleQA),
		"reported": page(reported, sampleQA), "reported, area head": page(reported, sampleHead), "sent and evidence": page(sent, sampleQA), "sent, chief executive": page(sent, sampleChief),
	} {
		all["home visit/"+name] = p
	}
	plan := homeVisitPlan{record: record, visitors: sampleHomeVisitors(), rules: rules, today: sampleToday}
	change, nobody := plan, plan
	change.visit, nobody.visitors = planned, nil
	asked := sampleFilled(planned.Form(), govuk.FieldError{Name: "why", Message: "With this visit, Rowan Hill will have been at Oak House in 12 months in a row: should somebody else look this time? If it is right all the same, say why."})
	all["plan home visit/new"], all["plan home visit/nobody can go"], all["plan home visit/asked"] = plan.questions(sampleForm()), nobody.questions(sampleForm()), change.questions(asked)
	report := HomeReportPage{Home: record.Home, Visit: made, Rules: rules, Form: sampleForm()}
	drafted, bare := report, report
	drafted.Draft = readiness.Draft{Fields: map[string]string{"said": "The food is better."}, SavedAt: sampleNow}
	drafted.Form = beginHomeReport(made, drafted.Draft)
	bare.Form = sampleForm()
	bare.Form.Values = map[string][]string{"standard_8": {"not"}}
	readHomeReport(&bare.Form, rules)
	all["home report/first"], all["home report/draft"], all["home report/refused"] = report, drafted, bare
	all["home report/newer"] = HomeReportPage{Home: record.Home, Visit: reported, Rules: rules, Draft: readiness.Draft{Fields: drafted.Draft.Fields, SavedAt: reported.Report.At.AddDate(0, 0, -1)}, Form: drafted.Form}
	all["home report/correct"] = HomeReportPage{Home: record.Home, Visit: reported, Rules: rules, Form: beginHomeReport(reported, readiness.Draft{})}
	all["home visit left out/first"] = homeVisitStepQuestions(leaveOutHomeStep, record.Home, planned, rules, sampleForm())
	all["home copy/first"] = homeVisitStepQuestions(copyHomeStep, record.Home, reported, rules, sampleForm())
	all["recommend at home/first"] = recommendQuestions(record.Home, reported, rules, sampleForm())
	all["settle at home/first"] = settleAtHomeQuestions(record.Recommendations[0], sampleForm())
	all["improve home/first"] = improveHomeQuestions(record.Recommendations[0], sampleFilled(readiness.ImproveCriterion{Text: record.Recommendations[0].Text, Theme: "Children’s homes"}), []string{"Education"}, sampleOwners)
}
