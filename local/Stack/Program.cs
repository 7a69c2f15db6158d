using System.CommandLine;
using PhotoScore.Local.Stack;
using PhotoScore.Local.Stack.CommandLine;

// Ending every child in order takes longer than the two seconds that are left to it otherwise.
var configuration = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
return await StackCommand.Create(StackApp.RunAsync, StackApp.BuildAsync).Parse(args).InvokeAsync(configuration);
