{{/* What every pod of ours has in common. */}}
{{- define "rdv.podSettings" -}}
automountServiceAccountToken: false
# Else a service named `rdv` would give us an RDV_PORT of its own.
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 256Mi
  - name: files
    {{- if .Values.files.existingClaim }}
    persistentVolumeClaim:
      claimName: {{ .Values.files.existingClaim }}
    {{- else }}
    emptyDir:
      sizeLimit: 1Gi
    {{- end }}
{{- end -}}

{{- define "rdv.containerSettings" -}}
image: {{ printf "%s:%s" .Values.image.repository (include "rdv.tag" .) | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: ["ALL"]
volumeMounts:
  - name: tmp
    mountPath: /tmp
  - name: files
    mountPath: /srv/rdv/.state
{{- end -}}

{{/* Plain settings, then the Secret: made apart, named here, never written in the release. */}}
{{- define "rdv.envFrom" -}}
envFrom:
  - configMapRef:
      name: {{ include "rdv.configName" . }}
  - secretRef:
      name: {{ .Values.existingSecret }}
{{- end -}}
