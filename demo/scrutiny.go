package demo

import (
	"context"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// An earlyLook is a request of scrutiny to see a decision before it is taken, and what became of it. All but asked are working days after it was asked; 0 for
// what has not happened.
type earlyLook struct {
	asked                                          int // working days before today
	decides, agreed, meets, paper, heard, answered int
	title, why, theme                              string
	recommends                                     []string
	answer                                         string
}

var earlyLooks = []earlyLook{
	{
		asked: 58, decides: 40, agreed: 3, meets: 30, paper: 21, heard: 31, answered: 36, theme: "Care leavers", title: "Contract for supported lodgings",
		why: "Care leavers told the committee that they are moved too often. Members want to know what the new contract changes for them before it is signed.",
		recommends: []string{
			"Nobody in supported lodgings is given notice before their adviser has seen them.", "Report to the committee after a year how many moves there were, and why.",
		},
		answer: "Both are in the contract. Where a young person or a carer is at risk, notice may come first, and the adviser sees them on the same day.",
	},
	{
		asked: 30, decides: 38, agreed: 4, meets: 24, paper: 14, heard: 25, theme: "Front door", title: "Where the early help teams sit",
		why:        "Two of the buildings are far from the families who use them most.",
		recommends: []string{"Keep a room in each town in which families can be seen without travelling."},
	},
	{asked: 12, decides: 30, agreed: 2, meets: 20, paper: 8, title: "Who runs the return interviews", why: "The committee asked last year why so many are late."},
	{asked: 8, decides: 40, agreed: 2, meets: 25, title: "Beds for children who come alone", why: "Members want to see what the council has learned from the last winter."},
	{asked: 15, decides: 12, title: "Close two rooms for family time", why: "Families would have to travel further. The committee wants to hear what they say about it."},
	{asked: 2, decides: 18, title: "Fees of foster carers from April", why: "The committee asked in autumn why carers leave."},
}

// asksBefore arranges what scrutiny asks to see: one in each state, and one whose decision has been taken without it.
func (t *town) asksBefore() {
	owner := t.staff.council[readiness.AssistantDirector][0]
	for _, of := range earlyLooks {
		var id string
		says := func(after int, person string, c readiness.PreScrutinyCommand) {
			if after > 0 {
				t.before(of.asked-after, func(ctx context.Context) error { return t.askRequest(ctx, id, person, c) })
			}
		}
		meets := t.calendar.Add(t.today, of.meets-of.asked, calendar.Exclusive)
		t.before(of.asked, func(ctx context.Context) (err error) {
			id, err = t.asksToSee(ctx, of, owner)
			return err
		})
		says(of.agreed, owner, readiness.AgreePreScrutiny{MeetsOn: meets})
		says(of.paper, owner, readiness.GiveScrutinyPaper{Reference: "Report of the assistant director, with the options"})
		says(of.heard, t.staff.lead.PersonID, readiness.ConsiderPreScrutiny{On: meets, Recommends: "some", Theme: of.theme, Severity: "medium", Recommendations: of.recommends})
		says(of.answered, owner, readiness.AnswerRecommendations{Outcome: "partly", Reason: of.answer})
	}
}

// asksToSee has whoever calls the committee ask for it.
func (t *town) asksToSee(ctx context.Context, of earlyLook, owner string) (id string, err error) {
	committee := t.tables[slices.IndexFunc(t.tables, func(b *table) bool { return b.kind == readiness.Scrutiny })]
	by, err := t.actor(ctx, committee.convenor)
	if err != nil {
		return "", err
	}
	planned, err := t.db.AskPreScrutiny(ctx, readiness.AskPreScrutiny{
		SeriesID: committee.series.ID, Title: of.title, Why: of.why, OwnerID: owner, Decides: t.calendar.Add(calendar.DateOf(t.now), of.decides, calendar.Exclusive),
	}, t.asked(by))
	if err != nil {
		return "", err
	}
	return planned.ID, t.openRequest(ctx, planned)
}

// askRequest asks a command of a request.
func (t *town) askRequest(ctx context.Context, id, person string, c readiness.PreScrutinyCommand) error {
	by, err := t.actor(ctx, person)
	if err != nil {
		return err
	}
	return t.requestTurn(ctx, id, func(x readiness.PreScrutiny) (readiness.PreScrutiny, readiness.Event, error) {
		return x.Do(c, t.asked(by), t.now)
	})
}
