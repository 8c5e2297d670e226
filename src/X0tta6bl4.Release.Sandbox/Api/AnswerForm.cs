namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>The form in which a client wants objects.</summary>
internal enum AnswerForm
{
    /// <summary>The objects themselves.</summary>
    Whole,

    /// <summary>The columns that kubectl prints.</summary>
    Table,

    /// <summary>Nothing but metadata.</summary>
    Metadata,
}

/// <summary>Reads the form from the Accept header.</summary>
internal static class AnswerForms
{
    static readonly string[] Served = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf", "application/*", "*/*"];

    /// <summary>The first form of the header that is served.</summary>
    /// <exception cref="Rejection">There is none.</exception>
    public static AnswerForm Of(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        if (accept.Length > 0 && !Served.Any(s => accept.Contains(s, StringComparison.Ordinal)))
        {
            throw Rejection.NotAcceptable();
        }

        return accept.Contains("as=Table", StringComparison.Ordinal) ? AnswerForm.Table
            : accept.Contains("as=PartialObjectMetadata", StringComparison.Ordinal) ? AnswerForm.Metadata : AnswerForm.Whole;
    }
}
