package e2e_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	commonpb "go.temporal.io/api/common/v1"
	enumspb "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/proxy"
	"go.temporal.io/api/temporalproto"
	"go.temporal.io/sdk/worker"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/workflows"

	crew "github.com/sightline-readiness/sightline/worker"
)

// histories are where the replay test of the workflows finds what was recorded.
const histories = "../../workflows/testdata/histories"

// history is all that the server kept of a run, opened.
func (e *eyes) history(t *testing.T, keys, workflowID string) *historypb.History {
	t.Helper()
	h := &historypb.History{}
	for events := e.temporal.GetWorkflowHistory(t.Context(), workflowID, "", false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); events.HasNext(); {
		event, err := events.Next()
		must(t, err)
		h.Events = append(h.Events, event)
	}
	open(t, h, keys)
	return h
}

// replay takes the history of a finished run from the server and replays it with the present code. With -record it is kept under this name, opened
// and without the recording machine's name.
func (e *eyes) replay(t *testing.T, keys, name, workflowID string) {
	t.Helper()
	h := e.history(t, keys, workflowID)
	if strings.Contains(h.String(), traceHeader) {
		t.Errorf("the history of %s holds a trace, and nobody asked for traces", workflowID)
	}
	anonymous(h.ProtoReflect())
	replayer := worker.NewWorkflowReplayer()
	crew.Register(replayable{WorkflowReplayer: replayer}, &activities.Activities{})
	if err := replayer.ReplayWorkflowHistory(nil, h); err != nil {
		t.Errorf("replay %s (%s): %v", name, workflowID, err)
	}
	if *record {
		text, err := temporalproto.CustomJSONMarshalOptions{Indent: " "}.Marshal(h)
		must(t, err)
		must(t, os.MkdirAll(histories, 0o755))
		must(t, os.WriteFile(filepath.Join(histories, name+".json"), append(text, '\n'), 0o644))
	}
}

// replayable lets a replayer stand where a worker stands; it needs no activities.
type replayable struct {
	worker.WorkflowReplayer
	worker.ActivityRegistry
	worker.NexusServiceRegistry
}

func (replayable) RegisterActivity(any) {}

// open decrypts every payload, so that a history can be replayed without the key.
func open(t *testing.T, h *historypb.History, keys string) {
	t.Helper()
	seal, err := workflows.NewSeal(keys)
	must(t, err)
	must(t, proxy.VisitPayloads(context.Background(), h, proxy.VisitPayloadsOptions{
		Visitor: func(_ *proxy.VisitPayloadsContext, sealed []*commonpb.Payload) ([]*commonpb.Payload, error) {
			return seal.Decode(sealed)
		},
	}))
}

// anonymous takes out which process on which machine did what: it means nothing elsewhere.
func anonymous(m protoreflect.Message) {
	m.Range(func(field protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case field.Name() == "identity" && field.Kind() == protoreflect.StringKind && !field.IsList():
			m.Set(field, protoreflect.ValueOfString("sightline"))
		case field.IsMap() && field.MapValue().Kind() == protoreflect.MessageKind:
			v.Map().Range(func(_ protoreflect.MapKey, v protoreflect.Value) bool { anonymous(v.Message()); return true })
		case field.IsList() && field.Kind() == protoreflect.MessageKind:
			for i := range v.List().Len() {
				anonymous(v.List().Get(i).Message())
			}
		case !field.IsMap() && !field.IsList() && field.Kind() == protoreflect.MessageKind:
			anonymous(v.Message())
		}
		return true
	})
}
