package demo

import (
	"slices"

	"github.com/sightline-readiness/sightline/readiness"
)

// keeper is who owns an action when it begins: a team manager of its area once there are any, or the head; the council's own actions go around.
func (t *town) keeper(u *undertaking) string {
	leads := t.staff.council[readiness.ImprovementLead]
	if u.fate.led { // the head, who must move it a third time, does not own it
		return leads[len(leads)-1]
	}
	if u.area != "" {
		if crew := t.staff.crew[u.area]; len(crew) > 0 {
			return crew[u.n%len(crew)]
		}
		return t.staff.heads[u.area]
	}
	var keepers []string
	for _, name := range t.county.Areas {
		keepers = append(keepers, t.staff.heads[t.staff.areas[name]])
	}
	keepers = append(keepers, t.staff.council[readiness.AssistantDirector]...)
	keepers = append(keepers, leads[len(leads)-1])
	return keepers[u.n%len(keepers)]
}

// sponsor answers for an action in the end: the director for an assistant director, the head for a manager, an assistant director for the others.
func (t *town) sponsor(u *undertaking, owner string) string {
	assistants := t.staff.council[readiness.AssistantDirector]
	switch {
	case slices.Contains(assistants, owner):
		return t.staff.senior[readiness.Director]
	case u.area != "" && slices.Contains(t.staff.crew[u.area], owner):
		return t.staff.heads[u.area]
	}
	return assistants[u.n%len(assistants)]
}

// another is somebody who could have an action instead of its owner.
func (t *town) another(u *undertaking) string {
	crew := t.staff.crew[u.area]
	for i := range crew {
		if id := crew[(u.n+i)%len(crew)]; id != u.OwnerID {
			return id
		}
	}
	assistants := t.staff.council[readiness.AssistantDirector]
	return assistants[len(assistants)-1]
}

// headNear is the head of an action's area, or a head who takes an interest in it.
func (t *town) headNear(u *undertaking) string {
	if u.area != "" {
		return t.staff.heads[u.area]
	}
	return t.staff.heads[t.staff.areas[t.county.Areas[u.n%len(t.county.Areas)]]]
}

func orElse(id, other string) string {
	if id == "" {
		return other
	}
	return id
}
