package web_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

// homeBook is one children's home, h-1, with its visits, that remembers what was asked of it.
type homeBook struct {
	record      readiness.HomeRecord
	visitors    []readiness.HomeVisitor
	home        *readiness.SaveHome
	visitor     *readiness.SaveHomeVisitor
	rules       *readiness.HomeRuleForm
	visit       *readiness.SaveHomeVisit
	visitOf     string // home and visit that it was saved for
	cancelled   *readiness.CancelHomeVisit
	report      *readiness.WriteHomeReport
	draft       map[string]string
	copied      *readiness.SendHomeCopy
	recommended *readiness.RecommendAtHome
	settled     *readiness.CloseHomeRecommendation
	found       string
	attached    string
	refuse      error
}

func (b *homeBook) HomeRecords(context.Context, readiness.Actor) ([]readiness.HomeRecord, error) {
	if b.record.Home.ID == "" {
		return nil, nil
	}
	return []readiness.HomeRecord{b.record}, nil
}

func (b *homeBook) HomeRecord(_ context.Context, _ readiness.Actor, id string) (readiness.HomeRecord, error) {
	if b.record.Home.ID == "" || id != b.record.Home.ID {
		return readiness.HomeRecord{}, errNone
	}
	return b.record, nil
}

func (b *homeBook) SaveHome(_ context.Context, _ string, s readiness.SaveHome, _ readiness.Asked) (readiness.ChildrensHome, error) {
	b.home = &s
	return readiness.ChildrensHome{ID: "h-1"}, b.refuse
}

func (b *homeBook) HomeVisitors(context.Context, readiness.Actor) ([]readiness.HomeVisitor, error) {
	return b.visitors, nil
}

func (b *homeBook) SaveHomeVisitor(_ context.Context, _ string, s readiness.SaveHomeVisitor, _ readiness.Asked) (readiness.HomeVisitor, error) {
	b.visitor = &s
	return readiness.HomeVisitor{}, b.refuse
}

func (*homeBook) HomeRules(context.Context) (readiness.HomeRules, error) {
	return readiness.DefaultHomeRules(), nil
}

func (b *homeBook) SetHomeRules(_ context.Context, f readiness.HomeRuleForm, _ readiness.Asked) (readiness.HomeRules, error) {
	b.rules = &f
	return readiness.HomeRules{}, b.refuse
}

func (b *homeBook) HomeVisit(_ context.Context, _ readiness.Actor, id string) (readiness.HomeRecord, readiness.HomeVisit, error) {
	for _, v := range b.record.Visits {
		if v.ID == id {
			return b.record, v, nil
		}
	}
	return readiness.HomeRecord{}, readiness.HomeVisit{}, errNone
}

func (b *homeBook) SaveHomeVisit(_ context.Context, homeID, id string, s readiness.SaveHomeVisit, _ readiness.Asked) (readiness.HomeVisit, error) {
	b.visit, b.visitOf = &s, homeID+" "+id
	return readiness.HomeVisit{ID: "v-9", Held: s.Held == "yes", ReportBy: s.On.AddDays(14)}, b.refuse
}

func (b *homeBook) CancelHomeVisit(_ context.Context, _ string, c readiness.CancelHomeVisit, _ readiness.Asked) error {
	b.cancelled = &c
	return b.refuse
}

func (b *homeBook) WriteHomeReport(_ context.Context, _ string, w readiness.WriteHomeReport, _ readiness.Asked) error {
	b.report = &w
	return b.refuse
}

func (b *homeBook) HomeReportDraft(context.Context, string, readiness.Actor) (readiness.Draft, error) {
	return readiness.Draft{Fields: b.draft, SavedAt: now}, nil
}

func (b *homeBook) SaveHomeReportDraft(_ context.Context, _ string, fields map[string]string, _ readiness.Actor) error {
	b.draft = fields
	return b.refuse
}

func (b *homeBook) SendHomeCopy(_ context.Context, _ string, s readiness.SendHomeCopy, _ readiness.Asked) error {
	b.copied = &s
	return b.refuse
}

func (b *homeBook) HomeReportAttached(_ context.Context, _, evidenceID string, _ readiness.Asked) error {
	b.attached = evidenceID
	return b.refuse
}

func (b *homeBook) HomeRecommendation(_ context.Context, _ readiness.Actor, id string) (readiness.HomeRecommendation, error) {
	for _, x := range b.record.Recommendations {
		if x.ID == id {
			return x, nil
		}
	}
	return readiness.HomeRecommendation{}, errNone
}

func (b *homeBook) RecommendAtHome(_ context.Context, _ string, r readiness.RecommendAtHome, _ readiness.Asked) (readiness.HomeRecommendation, error) {
	b.recommended = &r
	return readiness.HomeRecommendation{}, b.refuse
}

func (b *homeBook) CloseHomeRecommendation(_ context.Context, _ string, c readiness.CloseHomeRecommendation, _ readiness.Asked) error {
	b.settled = &c
	return b.refuse
}

func (b *homeBook) HomeRecommendationFound(_ context.Context, _, findingID string, _ readiness.Asked) error {
	b.found = findingID
	return b.refuse
}
