using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The parameter is the <c>DurableTaskClient</c> of the app's task hub.</summary>
public sealed class DurableClientAttribute : InputBindingAttribute;
