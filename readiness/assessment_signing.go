package readiness

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
)

// The parts of the chain that sign the whole, in this order, after the lead of every judgement area has signed that (domain.md 1.9).
var signingRoles = []Role{AssistantDirector, Director, LeadMember}

// Parts are the parts of the signing, in order: the code of each judgement area, then the roles that sign the whole.
func (x Assessment) Parts() []string {
	var parts []string
	for _, s := range x.Sections {
		parts = append(parts, s.Code)
	}
	for _, r := range signingRoles {
		parts = append(parts, string(r))
	}
	return parts
}

// Contents is what a part of the signing binds, as text: the grade of each judgement area with the hash of its reason, and beneath it each criterion
// with its version, the hash of its text and its grade. A judgement area's lead binds that area; the others bind all of them.
func (x Assessment) Contents(part string) string {
	var b strings.Builder
	b.WriteString("self-assessment " + x.ID + " framework " + x.Framework + "\n")
	for _, s := range x.Sections {
		if x.Section(part) != nil && s.Code != part {
			continue
		}
		b.WriteString(s.Code + " " + orDash(s.Grade) + " " + SHA256([]byte(s.Why)) + "\n")
		for _, c := range s.Criteria {
			b.WriteString(c.Code + " " + itoa(c.Version) + " " + orDash(c.SHA256) + " " + orDash(c.Agreed) + "\n")
		}
	}
	return b.String()
}

// Binds is the hash of a part's contents, in hex.
func (x Assessment) Binds(part string) string { return SHA256([]byte(x.Contents(part))) }

// SHA256 is the hash of some bytes, in hex.
func SHA256(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// Signature is the last signature of a part; nil when there is none.
func (x Assessment) Signature(part string) *Signature {
	i := slices.IndexFunc(x.Signatures, func(s Signature) bool { return s.Part == part })
	if i < 0 {
		return nil
	}
	return &x.Signatures[i]
}

// Signed reports whether a part is signed as it stands now; a signature of what has changed since is none.
func (x Assessment) Signed(part string) bool {
	s := x.Signature(part)
	return s != nil && s.SHA256 == x.Binds(part)
}

// Unsigned are the parts whose turn it is to sign: every judgement area that is not signed, and once all are, the first of the others.
func (x Assessment) Unsigned() []string {
	var open []string
	for _, s := range x.Sections {
		if !x.Signed(s.Code) {
			open = append(open, s.Code)
		}
	}
	if len(open) > 0 {
		return open
	}
	for _, r := range signingRoles {
		if !x.Signed(string(r)) {
			return []string{string(r)}
		}
	}
	return nil
}

// Signer is who is named for a part, by person id; "" for nobody.
func (x Assessment) Signer(part string) string {
	switch Role(part) {
	case AssistantDirector:
		return x.Signers.AssistantID
	case Director:
		return x.Signers.DirectorID
	case LeadMember:
		return x.Signers.MemberID
	}
	if s := x.Section(part); s != nil {
		return s.LeadID
	}
	return ""
}

// maySign lets whoever is named for a part, whoever covers for them, and for the whole whoever holds the post.
func (x Assessment) maySign(part string, by Actor) bool {
	return by.standsFor(x.Signer(part)) || slices.Contains(signingRoles, Role(part)) && by.Holds(Role(part))
}

// MaySign lists the parts that somebody can sign now.
func (x Assessment) MaySign(by Actor) (parts []string) {
	for _, part := range x.Unsigned() {
		if x.Status == AssessmentSigning && x.maySign(part, by) {
			parts = append(parts, part)
		}
	}
	return parts
}

// awaited are the people who are to sign next, each once.
func (x Assessment) awaited() (people []string) {
	for _, part := range x.Unsigned() {
		people = append(people, x.Signer(part))
	}
	return some(people...)
}

// concerned are the people who must hear that the whole changed course: who leads a part of it, and who has been asked to sign.
func (x Assessment) concerned() []string {
	people := x.leads()
	if x.Status != AssessmentSigning {
		return people
	}
	return some(append(people, x.awaited()...)...)
}

// toSign gives the turn to whoever signs next: by the day of the cycle, or after some working days at least.
func (x *Assessment) toSign(now time.Time) []Telling {
	people := x.awaited()
	x.OwnerID = ""
	if len(people) > 0 {
		x.OwnerID = people[0]
	}
	x.until(x.SignBy, x.Terms.Assess.TurnDays, now)
	return []Telling{{Kind: SignOffAsked, People: people, Why: "The self-assessment waits for your signature, by " + x.Run.Due.Long() + "."}}
}

// signAgain tells those whose signature holds no more, and gives the turn to whoever signs next.
func (x *Assessment) signAgain(undone []string, why string, now time.Time) []Telling {
	tell := append([]Telling{{Kind: Returned, People: undone, Why: why}}, x.toSign(now)...)
	tell[1].Key = "sign again/" + itoa(x.Seq+1)
	return tell
}

// Everybody lists who has a part in the cycle itself, each once.
func (x Assessment) Everybody() []string {
	return some(append(x.leads(), x.LeadID, x.Signers.AssistantID, x.Signers.DirectorID, x.Signers.MemberID)...)
}

// PartOf is the post that somebody's part in the cycle goes with; "" for the lead of a judgement area, which goes with none.
func (x Assessment) PartOf(personID string) Role {
	switch personID {
	case x.LeadID:
		return ImprovementLead
	case x.Signers.AssistantID:
		return AssistantDirector
	case x.Signers.DirectorID:
		return Director
	case x.Signers.MemberID:
		return LeadMember
	}
	return ""
}
