package readiness

import "slices"

// GiveAudits gives the deep audits of a sample to people. Each child goes to somebody who does not hold its case, as evenly as that allows; the others take
// over when somebody cannot. Children whose audit was given already keep theirs.
type GiveAudits struct {
	Auditors   []string `json:"auditors" validate:"required,min=1,max=30,dive,required,max=64"`
	Moderators []string `json:"moderators" validate:"required,min=1,max=30,dive,required,max=64"`
}

// A CrewMember is somebody who can have a part in audits, and their own posts.
type CrewMember struct {
	ID    string
	Posts []Holding
}

// A Crew are those among whom audits are given out.
type Crew struct{ Auditors, Moderators []CrewMember }

// People are who audits and moderates the nth child of a sample. line are those who hold its case, earlier those who audited it before.
func (c Crew) People(nth int, line, earlier []string) CaseAuditPeople {
	x := CaseAudit{CaseAuditPeople: CaseAuditPeople{Line: line, Earlier: earlier}}
	auditors, moderators := turned(c.Auditors, nth), turned(c.Moderators, nth)
	x.Auditors, x.Moderators = idsOf(auditors), idsOf(moderators)
	x.AuditorID = x.next(auditorPart, nil)
	i := slices.IndexFunc(auditors, func(m CrewMember) bool { return m.ID == x.AuditorID })
	for _, m := range moderators {
		if i >= 0 && manages(Actor{PersonID: m.ID, Holdings: m.Posts}, auditors[i].Posts) || x.Engaged(m.ID, moderatorPart) != "" {
			continue
		}
		x.ModeratorID = m.ID
		break
	}
	return x.CaseAuditPeople
}

// turned begins a list with its nth member, so that each comes first in turn.
func turned(members []CrewMember, nth int) []CrewMember {
	if len(members) == 0 {
		return nil
	}
	nth %= len(members)
	return slices.Concat(members[nth:], members[:nth])
}

func idsOf(members []CrewMember) (ids []string) {
	for _, m := range members {
		ids = append(ids, m.ID)
	}
	return ids
}
