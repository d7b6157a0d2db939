package readiness

import "context"

// HomeRegister keeps children's homes, who visits them, and the rules of the visits. Who may SeeHomes reads it, and who may RunHomes changes it.
type HomeRegister interface {
	// HomeRecords are all homes, those at which something is missing first.
	HomeRecords(ctx context.Context, viewer Actor) ([]HomeRecord, error)
	HomeRecord(ctx context.Context, viewer Actor, id string) (HomeRecord, error)
	SaveHome(ctx context.Context, id string, s SaveHome, asked Asked) (ChildrensHome, error) // id "" makes a new one
	// HomeVisitors are the visitors by name, those who visit no more last.
	HomeVisitors(ctx context.Context, viewer Actor) ([]HomeVisitor, error)
	SaveHomeVisitor(ctx context.Context, id string, s SaveHomeVisitor, asked Asked) (HomeVisitor, error) // id "" makes a new one
	HomeRules(ctx context.Context) (HomeRules, error)
	// SetHomeRules makes a new version. With asked.IfSeq it refuses when somebody made one since that version.
	SetHomeRules(ctx context.Context, f HomeRuleForm, asked Asked) (HomeRules, error)
}

// HomeVisits keep the visits to children's homes, with their reports and what those recommend.
type HomeVisits interface {
	// HomeVisit is one visit, and the record of its home.
	HomeVisit(ctx context.Context, viewer Actor, id string) (HomeRecord, HomeVisit, error)
	// SaveHomeVisit plans or records a visit to a home (id "") or changes one.
	SaveHomeVisit(ctx context.Context, homeID, id string, s SaveHomeVisit, asked Asked) (HomeVisit, error)
	CancelHomeVisit(ctx context.Context, id string, c CancelHomeVisit, asked Asked) error
	// WriteHomeReport keeps the report of a visit, and drops the writer's draft of it. Until copies are sent it can be written again.
	WriteHomeReport(ctx context.Context, visitID string, w WriteHomeReport, asked Asked) error
	HomeReportDraft(ctx context.Context, visitID string, by Actor) (Draft, error) // the zero Draft when there is none
	// SaveHomeReportDraft keeps what somebody has typed and not sent; no fields drop it.
	SaveHomeReportDraft(ctx context.Context, visitID string, fields map[string]string, by Actor) error
	SendHomeCopy(ctx context.Context, visitID string, s SendHomeCopy, asked Asked) error
	// HomeReportAttached keeps which piece of evidence the report of a visit was made.
	HomeReportAttached(ctx context.Context, visitID, evidenceID string, asked Asked) error

	HomeRecommendation(ctx context.Context, viewer Actor, id string) (HomeRecommendation, error)
	RecommendAtHome(ctx context.Context, visitID string, r RecommendAtHome, asked Asked) (HomeRecommendation, error)
	CloseHomeRecommendation(ctx context.Context, id string, c CloseHomeRecommendation, asked Asked) error
	// HomeRecommendationFound keeps which finding of the improvement plan a recommendation became.
	HomeRecommendationFound(ctx context.Context, id, findingID string, asked Asked) error
}
