package web

import (
	"maps"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// Samples names every face of every page once, with invented people and children. Tests draw them all; a browser can show the same list.
func Samples() map[string]Page {
	all := map[string]Page{}
	for _, some := range []map[string]Page{
		frameSamples(), homeSamples(), caseSamples(), reviewSamples(), registerSamples(), overviewSamples(), forecastSamples(), policySamples(),
		giveSamples(), trustSamples(), preferenceSamples(), timetableSamples(), planSamples(), paceSamples(), reportSamples(), deskSamples(),
		planImportSamples(), evidenceSamples(), meetingSamples(), pointSamples(), preScrutinySamples(), gapSamples(),
		frameworkSamples(), packSamples(),
		partnerSamples(), pulseSamples(), homeVisitSamples(),
		assessmentSamples(), visitSamples(), writingSamples(), entrySamples(), auditSamples(), visitPackSamples(),
		cohortSamples(),
	} {
		maps.Copy(all, some)
	}
	maps.Copy(all, assessmentReportSamples())
	return all
}

// The sample council's clock, places and people.
var (
	sampleNow   = time.Date(2027, 3, 3, 9, 5, 0, 0, time.UTC)
	sampleToday = calendar.DateOf(sampleNow)

	sampleHead    = readiness.Actor{PersonID: "p-head", Name: "Hanna Okafor", Holdings: []readiness.Holding{{Role: readiness.AreaHead, AreaID: "north"}}}
	sampleManager = readiness.Actor{PersonID: "p-manager", Name: "Tom Reilly", Holdings: []readiness.Holding{{Role: readiness.TeamManager, AreaID: "north", TeamID: "north-2"}}}
	sampleAD      = readiness.Actor{PersonID: "p-ad", Name: "Amara Lindqvist", Holdings: []readiness.Holding{{Role: readiness.AssistantDirector}}}
	sampleLead    = readiness.Actor{PersonID: "p-lead", Name: "Iris Lowe", Holdings: []readiness.Holding{{Role: readiness.ImprovementLead}}}
	sampleQA      = readiness.Actor{PersonID: "p-qa", Name: "Quentin Amadi", Holdings: []readiness.Holding{{Role: readiness.QualityAssurance}}}
	sampleAdmin   = readiness.Actor{PersonID: "p-admin", Name: "Ada Minns", Holdings: []readiness.Holding{{Role: readiness.Administrator}}}
	sampleMember  = readiness.Actor{PersonID: "p-member", Name: "Cllr Mary Benn", Holdings: []readiness.Holding{{Role: readiness.ElectedMember}}}

	sampleChief = readiness.Actor{PersonID: "p-chief", Name: "Charlotte Ekow", Holdings: []readiness.Holding{{Role: readiness.ChiefExecutive}}}

	sampleAreas = []readiness.Area{{ID: "north", Name: "North", Head: "Hanna Okafor", Teams: 2, Cases: 410}, {ID: "south", Name: "South", Teams: 3, Cases: 388}}
	sampleTeams = []readiness.Team{
		{ID: "north-1", Name: "North team 1", AreaID: "north", Area: "North", Cases: 200}, {ID: "north-2", Name: "North team 2", AreaID: "north", Area: "North", Cases: 210},
	}
	sampleOwners = []readiness.Choice{{Code: "p-manager", Text: "Tom Reilly, team manager"}, {Code: "p-head", Text: "Hanna Okafor, area head"}}
)

func sampleForm(errors ...govuk.FieldError) Form {
	return Form{Form: govuk.Form{Errors: errors}, CommandID: "0195a1b2-0000-7000-8000-000000000001"}
}

func sampleFilled(v any, errors ...govuk.FieldError) Form {
	f := sampleForm(errors...)
	f.Values = encode(v)
	return f
}

func frameSamples() map[string]Page {
	put := sampleFilled(readiness.PutOffReview{Until: calendar.On(2027, 3, 18), Reason: "The court date moved to 16 March."})
	return map[string]Page{
		"sign in/first":           SignInPage{Form: sampleForm(), Then: "/"},
		"sign in/refused":         SignInPage{Form: sampleForm(govuk.FieldError{Message: "The email address or the password is not right."}), Then: "/cases"},
		"sign in/typed text kept": SignInPage{Form: sampleForm(), Then: "/", Kept: put.Values.Encode(), KeptFor: "/reviews/r-1/put-off"},
		"sign in/demonstration": SignInPage{Form: sampleForm(), Then: "/", Demo: []readiness.DemoPerson{
			{PersonID: "p-head", Name: "Hanna Okafor", Role: readiness.AreaHead, Place: "North"}, {PersonID: "p-dcs", Name: "Dorcas Hawthorn", Role: readiness.Director},
		}},
		"kept/put off":           KeptPage{Action: "/reviews/r-1/put-off", Form: put},
		"welcome/first":          WelcomePage{Form: sampleForm(), Name: "Hanna Okafor", Secret: "secret"},
		"welcome/refused: short": WelcomePage{Form: sampleForm(govuk.FieldError{Name: "password", Message: "Your password must be 12 characters or more."}), Name: "Hanna Okafor", Secret: "secret"},
		"more/improvement lead":  MorePage{Entries: menu()},
		"more/nothing":           MorePage{},
		"error/not found":        ErrorPage{Heading: headings[readiness.NotFound], Sentence: "There is no page at this address. Check it, or begin again from the start page."},
		"error/not expected":     ErrorPage{Heading: "Something went wrong", Sentence: "We could not show this page. Nothing was changed. Try again in a few minutes.", Request: "0195a1b2-0000-7000-8000-000000000002"},
		"away/a page":            AwayPage{Action: "/reviews"},
		"away/a form":            AwayPage{Action: "/reviews/r-1/put-off", Sent: true, Form: put},
		"away/a file":            AwayPage{},
		"unconfirmed/put off":    UnconfirmedPage{Action: "/reviews/r-1/put-off", Back: "/reviews/r-1", Form: put},
	}
}
