{{- define "rdv.name" -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "rdv.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "rdv.labels" -}}
{{ include "rdv.selector" . }}
app.kubernetes.io/version: {{ include "rdv.tag" . | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "rdv.tag" -}}
{{- .Values.image.tag | default .Chart.AppVersion -}}
{{- end -}}

{{- define "rdv.configName" -}}
{{- printf "%s-config" (include "rdv.name" .) -}}
{{- end -}}

{{/* The settings that are no secret: one list for the ConfigMap and for the job, which runs before it exists. */}}
{{- define "rdv.settings" -}}
RDV_DOMAIN: {{ .Values.domain | quote }}
{{- with .Values.stateDomain }}
RDV_STATE_DOMAIN: {{ . | quote }}
{{- end }}
{{- with .Values.signInHost }}
SIGN_IN_HOST: {{ . | quote }}
{{- end }}
RDV_HTTPS: "1"
{{- /* The ingress is the one proxy of ours in front of the web process. */}}
RDV_TRUSTED_PROXIES: "1"
RDV_RELEASE: {{ include "rdv.tag" . | quote }}
EMAIL_FROM: {{ .Values.emailFrom | quote }}
{{- range $name, $value := .Values.env }}
{{ $name }}: {{ $value | quote }}
{{- end }}
{{- end -}}
