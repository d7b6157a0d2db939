package readiness

import (
	"cmp"
	"slices"
)

// The parts that somebody can have in an audit.
const (
	auditorPart   = "auditor"
	moderatorPart = "moderator"
	thirdPart     = "third"
)

// CaseAuditParts lists them.
var CaseAuditParts = []Choice{{auditorPart, "Auditor"}, {moderatorPart, "Moderator"}, {thirdPart, "Third reviewer"}}

// part is where the holder of a part stands; nil when there is no such part.
func (p *CaseAuditPeople) part(code string) *string {
	switch code {
	case auditorPart:
		return &p.AuditorID
	case moderatorPart:
		return &p.ModeratorID
	case thirdPart:
		return &p.ThirdID
	}
	return nil
}

// turn is the part whose turn it is; feedback is the auditor's.
func (x CaseAudit) turn() string {
	switch x.Status {
	case CaseAuditModeration:
		return moderatorPart
	case CaseAuditThird:
		return thirdPart
	}
	return auditorPart
}

// Engaged says what keeps somebody out of a part, as words after "this person"; "" when nothing does. Whoever holds the case has no part in its audit.
func (x CaseAudit) Engaged(personID, code string) string {
	gave := func(m *AuditMark) bool { return m != nil && m.By == personID }
	switch {
	case personID == "":
		return ""
	case slices.Contains(x.Line, personID):
		return "holds the case or is in its line of management"
	case slices.Contains(x.Conflicted, personID):
		return "said that they hold the case"
	case code == auditorPart && slices.Contains(x.Earlier, personID):
		return "audited this child before the visit"
	case code != auditorPart && (x.AuditorID == personID || gave(x.Audited)):
		return "is the auditor"
	case code != moderatorPart && (x.ModeratorID == personID || gave(x.Moderated)):
		return "is the moderator"
	case code != thirdPart && (x.ThirdID == personID || gave(x.Third)):
		return "is the third reviewer"
	}
	return ""
}

// fit is somebody who can have a part, or nobody.
func (x CaseAudit) fit(personID, code string) string {
	if x.Engaged(personID, code) != "" {
		return ""
	}
	return personID
}

// next is who can take a part over, of those whom the audits were given to; "" for nobody. With here only they count.
func (x CaseAudit) next(code string, here []string) string {
	pool := x.Moderators
	if code == auditorPart {
		pool = x.Auditors
	}
	for _, id := range pool {
		if x.Engaged(id, code) == "" && (here == nil || slices.Contains(here, id)) {
			return id
		}
	}
	return ""
}

// able is whoever has a part, or the next who can when they cannot; "" for nobody.
func (x CaseAudit) able(code string) string {
	return cmp.Or(x.fit(*x.part(code), code), x.next(code, nil))
}

// holdsCase reports whether somebody has to do with the case: named, as a deputy, or by a post.
func (x CaseAudit) holdsCase(who Actor) bool {
	return slices.ContainsFunc(slices.Concat(x.Line, x.Conflicted), who.standsFor) || slices.ContainsFunc(who.Holdings, func(h Holding) bool {
		return h.Role == TeamManager && h.TeamID != "" && h.TeamID == x.TeamID || h.Role == AreaHead && h.AreaID != "" && h.AreaID == x.AreaID
	})
}

// MayWriteAudit lets somebody write the part of the audit whose turn it is (CaseAuditTexts).
func (x CaseAudit) MayWriteAudit(by Actor, text string) error {
	switch text {
	case AuditorText:
		return x.mayAudit(by)
	case ModeratorText:
		return x.mayModerate(by)
	case ThirdText:
		return x.mayDecideThird(by)
	case PractitionerText:
		return x.mayTalk(by)
	}
	return FieldErrorf("part", "Choose which part of the audit you write.")
}

func (x CaseAudit) mayAudit(by Actor) error {
	switch {
	case x.Status != CaseAuditAssigned:
		return x.notNow("written")
	case !by.standsFor(x.AuditorID):
		return Errorf(Forbidden, "Only the auditor of this case can audit it.")
	case x.holdsCase(by):
		return Errorf(Forbidden, "You hold this case or are in its line of management, so somebody else must audit it. Say so, and it is given to somebody else.")
	}
	return nil
}

// mayModerate lets the moderator, or where nobody is named whoever moderates, and nobody of the case's or the auditor's line.
func (x CaseAudit) mayModerate(by Actor) error {
	named := by.standsFor(x.ModeratorID) || x.ModeratorID == "" && May(by, ModerateAudits, Place{})
	switch {
	case x.Status != CaseAuditModeration:
		return x.notNow("moderated")
	case by.standsFor(x.Audited.By):
		return Errorf(Forbidden, "You audited this case or stand in for who did, so somebody else must moderate it.")
	case !named:
		return Errorf(Forbidden, "Only the moderator of this audit can moderate it.")
	}
	return x.independent(by, "moderate")
}

func (x CaseAudit) mayDecideThird(by Actor) error {
	switch {
	case x.Status != CaseAuditThird:
		return x.notNow("decided by a third reviewer")
	case by.standsFor(x.Audited.By) || by.standsFor(x.Moderated.By):
		return Errorf(Forbidden, "You audited or moderated this case, so somebody else must decide between the two.")
	case !by.standsFor(x.ThirdID):
		return Errorf(Forbidden, "Only the third reviewer can decide between grades that are more than one apart.")
	}
	return x.independent(by, "review")
}

// independent refuses whoever holds the case, or manages who audited it.
func (x CaseAudit) independent(by Actor, do string) error {
	if x.holdsCase(by) {
		return Errorf(Forbidden, "You hold this case or are in its line of management, so somebody else must %s its audit. Say so, and it is given to somebody else.", do)
	}
	if manages(by, x.Audited.Posts) {
		return Errorf(Forbidden, "You are in the line of management of whoever audited this case, so somebody else must %s the audit.", do)
	}
	return nil
}

// manages reports whether somebody stands above one of some posts: an area head above the team managers of the area, an assistant director and the director
// above both.
func manages(who Actor, posts []Holding) bool {
	return slices.ContainsFunc(posts, func(p Holding) bool {
		switch p.Role {
		case TeamManager:
			return who.Holds(AssistantDirector, Director) || slices.Contains(who.AreaIDs(), p.AreaID)
		case AreaHead:
			return who.Holds(AssistantDirector, Director)
		}
		return false
	})
}

func (x CaseAudit) mayTalk(by Actor) error {
	if x.Status != CaseAuditFeedback {
		return x.notNow("talked through")
	}
	if !x.ownedBy(by) && !by.standsFor(x.AuditorID) {
		return Errorf(Forbidden, "Only the auditor of this case can say that it was talked through.")
	}
	return nil
}

// Readers are those who have audited the child.
func (x CaseAudit) Readers() []string {
	if x.Audited == nil {
		return some(x.AuditorID)
	}
	return some(x.AuditorID, x.Audited.By)
}

// HasPart reports whether somebody has a part in the audit, or stands in for who has.
func (x CaseAudit) HasPart(who Actor) bool {
	return slices.ContainsFunc([]string{x.AuditorID, x.ModeratorID, x.ThirdID, x.OwnerID}, who.standsFor)
}

// MaySeeChild reports whether somebody may see whose audit it is, and read it: who has a part in it, and whoever may see the cases of its place.
func (x CaseAudit) MaySeeChild(who Actor) bool {
	return x.HasPart(who) || May(who, SeeCases, x.Place())
}

// MaySeeGrades reports whether somebody may see the auditor's grades: moderation is blind, so whoever could moderate sees them only afterwards.
func (x CaseAudit) MaySeeGrades(who Actor) bool {
	if x.Moderated != nil || x.Ended() || x.Audited != nil && who.PersonID == x.Audited.By {
		return true
	}
	return x.Status == CaseAuditAssigned && who.standsFor(x.AuditorID) || !May(who, ModerateAudits, Place{}) && !who.standsFor(x.ModeratorID)
}

// SeenBy is the audit as somebody may see it: without the auditor's grades where these are hidden, and without the child where that is.
func (x CaseAudit) SeenBy(who Actor) CaseAudit {
	if a := x.Audited; a != nil && !x.MaySeeGrades(who) {
		blind := *a
		blind.AuditGrades, blind.SHA256 = AuditGrades{Sections: map[string]string{}}, "" // whoever has the rest of the text could find the grades by its hash
		x.Audited = &blind
	}
	if !x.MaySeeChild(who) {
		x.ChildID = ""
	}
	return x
}

// Named are all who have, or had, a part in the audit.
func (x CaseAudit) Named() []string {
	ids := []string{x.AuditorID, x.ModeratorID, x.ThirdID, x.OwnerID}
	for _, m := range []*AuditMark{x.Audited, x.Moderated, x.Third} {
		if m != nil {
			ids = append(ids, m.By)
		}
	}
	for _, c := range x.Concerns {
		ids = append(ids, c.By)
	}
	if x.Talked != nil {
		ids = append(ids, x.Talked.By)
	}
	return some(ids...)
}

// Sent are the versions that were sent, in the order of CaseAuditTexts.
func (x CaseAudit) Sent() (sent []CaseAuditVersion) {
	for _, of := range []struct {
		part string
		mark *AuditMark
	}{{AuditorText, x.Audited}, {ModeratorText, x.Moderated}, {ThirdText, x.Third}} {
		if of.mark != nil {
			sent = append(sent, CaseAuditVersion{Part: of.part, Number: of.mark.Version, SHA256: of.mark.SHA256, ByID: of.mark.By})
		}
	}
	if x.Talked != nil && x.Talked.Version > 0 {
		sent = append(sent, CaseAuditVersion{Part: PractitionerText, Number: x.Talked.Version, SHA256: x.Talked.SHA256, ByID: x.Talked.By})
	}
	return sent
}
