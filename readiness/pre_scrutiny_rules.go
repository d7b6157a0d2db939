package readiness

// PreScrutinyRules are a council's own times for requests to see a decision before it is taken, in working days. No source gives any of them (domain.md
// S75: the process is to be clarified), so each council is to confirm its own.
type PreScrutinyRules struct {
	PreScrutinyAgreeDays    int `json:"pre_scrutiny_agree_days" validate:"min=1,max=60"`    // to say on which day scrutiny can see it
	PreScrutinyPaperDays    int `json:"pre_scrutiny_paper_days" validate:"min=1,max=60"`    // before the day of scrutiny, for the paper
	PreScrutinyRespondDays  int `json:"pre_scrutiny_respond_days" validate:"min=1,max=60"`  // before the day of the decision, for the answer
	PreScrutinyWarnDays     int `json:"pre_scrutiny_warn_days" validate:"min=1,max=60"`     // before that day, at which people are warned
	PreScrutinyRemindDays   int `json:"pre_scrutiny_remind_days" validate:"min=1,max=60"`   // from one reminder to the next
	PreScrutinyDirectorDays int `json:"pre_scrutiny_director_days" validate:"min=1,max=60"` // late, when it reaches the director
	PreScrutinyChiefDays    int `json:"pre_scrutiny_chief_days" validate:"min=1,max=60"`    // late, when it reaches the chief executive
}

// Five working days before a meeting its papers are public (Local Government Act 1972, section 100B: five clear days); the paper is due two before that.
var defaultPreScrutinyRules = PreScrutinyRules{
	PreScrutinyAgreeDays: 5, PreScrutinyPaperDays: 7, PreScrutinyRespondDays: 2, PreScrutinyWarnDays: 10, PreScrutinyRemindDays: 5, PreScrutinyDirectorDays: 1, PreScrutinyChiefDays: 3,
}

func (p PreScrutinyRules) check() error {
	if p.PreScrutinyChiefDays <= p.PreScrutinyDirectorDays {
		return FieldErrorf("pre_scrutiny_chief_days", "A late request for pre-scrutiny must reach the chief executive later than the director.")
	}
	return nil
}

const toConfirm = "Council to confirm: no source gives a number."

var preScrutinyFigures = []PlanFigure{
	{"pre_scrutiny_agree_days", "Working days to say on which day scrutiny can see a decision", toConfirm, func(p PlanRules) int { return p.PreScrutinyAgreeDays }},
	{"pre_scrutiny_paper_days", "Working days before scrutiny meets at which the paper is due", toConfirm + " Papers are public five clear days before a meeting.", func(p PlanRules) int { return p.PreScrutinyPaperDays }},
	{"pre_scrutiny_respond_days", "Working days before the decision at which the answer to scrutiny is due", toConfirm, func(p PlanRules) int { return p.PreScrutinyRespondDays }},
	{"pre_scrutiny_warn_days", "Working days before the decision at which people hear that scrutiny has not considered it", toConfirm, func(p PlanRules) int { return p.PreScrutinyWarnDays }},
	{"pre_scrutiny_remind_days", "Working days between reminders that nobody has said what became of it", toConfirm, func(p PlanRules) int { return p.PreScrutinyRemindDays }},
	{"pre_scrutiny_director_days", "Working days late at which a request for pre-scrutiny reaches the director", toConfirm, func(p PlanRules) int { return p.PreScrutinyDirectorDays }},
	{"pre_scrutiny_chief_days", "Working days late at which it reaches the chief executive", "Later than the director. " + toConfirm, func(p PlanRules) int { return p.PreScrutinyChiefDays }},
}
