// Serves the real workload identity webhook on the loopback interface. Its own program listens on all interfaces, and
// keeps its certificate in the cluster.
package main

import (
	"flag"
	"log"

	"github.com/Azure/azure-workload-identity/pkg/webhook"
	"github.com/go-logr/logr"
	ctrl "sigs.k8s.io/controller-runtime"
	metrics "sigs.k8s.io/controller-runtime/pkg/metrics/server"
	server "sigs.k8s.io/controller-runtime/pkg/webhook"
)

func main() {
	port := flag.Int("port", 0, "port on the loopback interface")
	certificates := flag.String("certificates", "", "folder with tls.crt and tls.key")
	flag.Parse()
	if err := serve(*port, *certificates); err != nil {
		log.Fatal(err)
	}
}

func serve(port int, certificates string) error {
	ctrl.SetLogger(logr.Discard())
	config, err := ctrl.GetConfig()
	if err != nil {
		return err
	}
	manager, err := ctrl.NewManager(config, ctrl.Options{
		Metrics:       metrics.Options{BindAddress: "0"},
		WebhookServer: server.NewServer(server.Options{Host: "127.0.0.1", Port: port, CertDir: certificates}),
	})
	if err != nil {
		return err
	}
	mutator, err := webhook.NewPodMutator(manager.GetClient(), manager.GetAPIReader(), "", manager.GetScheme(), config, "", "")
	if err != nil {
		return err
	}
	// Registered with the manager's server, which starts it; on the value above it would never start.
	manager.GetWebhookServer().Register("/mutate-v1-pod", &server.Admission{Handler: mutator})
	return manager.Start(ctrl.SetupSignalHandler())
}
