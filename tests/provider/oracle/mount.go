package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	autorest "github.com/Azure/go-autorest/autorest/azure"
	"github.com/Azure/secrets-store-csi-driver-provider-azure/pkg/provider/types"
	"github.com/Azure/secrets-store-csi-driver-provider-azure/pkg/server"
	"sigs.k8s.io/secrets-store-csi-driver/pkg/util/fileutil"
	"sigs.k8s.io/secrets-store-csi-driver/pkg/util/secretutil"
	"sigs.k8s.io/secrets-store-csi-driver/provider/v1alpha1"
)

type file struct {
	Mode    fs.FileMode `json:"mode"`
	Content []byte      `json:"content"`
}

// As long as the path of the volume with the longest name under the kubelet's default folder.
const volumePathLength = len("/var/lib/kubelet/pods/00000000-0000-0000-0000-000000000000/volumes/kubernetes.io~csi//mount") + 63

var provider = server.New(false, false, autorest.PublicCloud)

// mount does what the kubelet, the driver and its controller do for a pod, with a vault of ours behind the provider.
func mount(asked question, azure *azure, volumes string) (map[string]file, map[string]map[string][]byte, error) {
	volume := filepath.Join(volumes, strings.Repeat("v", volumePathLength-len(volumes)-1))
	if err := os.Mkdir(volume, 0o755); err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(volume)
	httpClient.Transport = azure
	attributes := map[string]string{
		types.CSIAttributePodName:              "orders-0",
		types.CSIAttributePodNamespace:         "shop",
		types.CSIAttributeServiceAccountTokens: `{"api://AzureADTokenExchange":{"token":"t","expirationTimestamp":"2100-01-01T00:00:00Z"}}`,
	}
	for key, value := range asked.Parameters {
		attributes[key] = value
	}
	text, err := json.Marshal(attributes)
	if err != nil {
		return nil, nil, err
	}
	request := &v1alpha1.MountRequest{Attributes: string(text), Secrets: "{}", TargetPath: volume, Permission: "420"}
	response, err := provider.Mount(context.Background(), request)
	if err != nil {
		return nil, nil, err
	}
	// The driver's MountContent says so; its package needs a module that cannot be had everywhere.
	if len(response.GetObjectVersion()) == 0 {
		return nil, nil, errors.New("missing object versions")
	}
	if err := fileutil.WritePayloads(volume, response.GetFiles()); err != nil {
		return nil, nil, err
	}
	paths, err := fileutil.GetMountedFiles(volume)
	if err != nil {
		return nil, nil, err
	}
	files := map[string]file{}
	for name, path := range paths {
		if files[name], err = readFile(path); err != nil {
			return nil, nil, err
		}
	}
	secrets, err := fillSecrets(asked, paths)
	return files, secrets, err
}

func readFile(path string) (file, error) {
	info, err := os.Stat(path)
	if err != nil {
		return file{}, err
	}
	content, err := os.ReadFile(path)
	return file{info.Mode(), content}, err
}

func fillSecrets(asked question, paths map[string]string) (map[string]map[string][]byte, error) {
	secrets := map[string]map[string][]byte{}
	for _, secret := range asked.SecretObjects {
		if err := secretutil.ValidateSecretObject(*secret); err != nil {
			return nil, err
		}
		data, err := secretutil.GetSecretData(secret.Data, secretutil.GetSecretType(secret.Type), paths)
		if err != nil {
			return nil, fmt.Errorf("secret %s: %w", secret.SecretName, err)
		}
		secrets[secret.SecretName] = data
	}
	return secrets, nil
}
