package temporalserver

import (
	"context"
	"errors"
	"fmt"
	"time"

	commonpb "go.temporal.io/api/common/v1"
	enumspb "go.temporal.io/api/enums/v1"
	namespacepb "go.temporal.io/api/namespace/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"google.golang.org/protobuf/types/known/durationpb"
)

// settle waits until the server serves, and brings a namespace of an earlier version up to date.
func (s *Server) settle(ctx context.Context) (err error) {
	c, err := client.DialContext(ctx, client.Options{
		HostPort: s.Address(), Namespace: s.cfg.Namespace, Logger: sdklog.NewStructuredLogger(s.log.slog),
	})
	if err != nil {
		return err
	}
	defer c.Close()
	if err := s.awaitReady(ctx, c); err != nil {
		return err
	}
	if err := s.updateRetention(ctx, c); err != nil {
		return err
	}
	return s.addSearchAttributes(ctx, c)
}

// awaitReady asks after a workflow that does not exist: only the service that owns its shard can say so.
func (s *Server) awaitReady(ctx context.Context, c client.Client) error {
	return s.until(ctx, func() (bool, error) {
		_, err := c.WorkflowService().DescribeWorkflowExecution(ctx, &workflowservice.DescribeWorkflowExecutionRequest{
			Namespace: s.cfg.Namespace, Execution: &commonpb.WorkflowExecution{WorkflowId: "is-anybody-there"},
		})
		var notFound *serviceerror.NotFound
		return err == nil || errors.As(err, &notFound), err
	})
}

// until repeats the question until the answer is yes, ctx ends or the server has failed. Then it gives the last error.
func (s *Server) until(ctx context.Context, ask func() (bool, error)) error {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		yes, err := ask()
		if yes {
			return nil
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case err := <-s.log.failed:
			return err
		case <-tick.C:
		}
	}
}

func (s *Server) updateRetention(ctx context.Context, c client.Client) error {
	service := c.WorkflowService()
	found, err := service.DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: s.cfg.Namespace})
	if err != nil {
		return err
	}
	if found.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration() == s.cfg.Retention {
		return nil
	}
	_, err = service.UpdateNamespace(ctx, &workflowservice.UpdateNamespaceRequest{
		Namespace: s.cfg.Namespace,
		Config:    &namespacepb.NamespaceConfig{WorkflowExecutionRetentionTtl: durationpb.New(s.cfg.Retention)},
	})
	return err
}

// addSearchAttributes adds what this version has and the namespace has not, and waits until it can be used.
func (s *Server) addSearchAttributes(ctx context.Context, c client.Client) error {
	missing, err := s.missingAttributes(ctx, c)
	if err != nil || len(missing) == 0 {
		return err
	}
	_, err = c.OperatorService().AddSearchAttributes(ctx, &operatorservice.AddSearchAttributesRequest{
		Namespace: s.cfg.Namespace, SearchAttributes: missing,
	})
	if err != nil {
		return err
	}
	return s.until(ctx, func() (bool, error) {
		missing, err := s.missingAttributes(ctx, c)
		return err == nil && len(missing) == 0, err
	})
}

func (s *Server) missingAttributes(ctx context.Context, c client.Client) (map[string]enumspb.IndexedValueType, error) {
	list, err := c.OperatorService().ListSearchAttributes(ctx, &operatorservice.ListSearchAttributesRequest{Namespace: s.cfg.Namespace})
	if err != nil {
		return nil, err
	}
	missing := map[string]enumspb.IndexedValueType{}
	for name, want := range s.cfg.SearchAttributes {
		switch has, there := list.GetCustomAttributes()[name]; {
		case !there:
			missing[name] = want
		case has != want:
			return nil, fmt.Errorf("the search attribute %s is a %s and cannot become a %s", name, has, want)
		}
	}
	return missing, nil
}
